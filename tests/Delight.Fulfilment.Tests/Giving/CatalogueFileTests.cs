using Delight.Fulfilment.Giving;

namespace Delight.Fulfilment.Tests.Giving;

public class CatalogueFileTests
{
    private static readonly CatalogueItemSettings Mug = new()
    {
        Sku = "MUG-1", Title = "A mug, \"blue\"", Cost = 2.5m, Value = 9, Stock = 40, ActiveFrom = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Tags = ["drinkware", "for tea"], Traits = ["fragile", "keep-upright"], Grams = 320,
    };

    [Test]
    public void What_is_exported_is_imported_as_it_was() => Assert.Multiple(() =>
    {
        var text = CatalogueFile.Write([Mug.In("a-shop", "USD"), new CatalogueItemSettings { Sku = "TEA", Title = "Thé 茶" }.In("a-shop", "USD")]);

        Assert.That(text.ReplaceLineEndings("\n"), Is.EqualTo(
            "sku,title,cost,value,stock,active_from,active_to,tags,sizes,traits,grams\n\"MUG-1\",\"A mug, \"\"blue\"\"\",2.5,9,40,2026-11-01T00:00:00Z,,drinkware|for tea,,fragile|keep-upright,320\nTEA,Thé 茶,0,0,,,,,,,\n".Replace("\"MUG-1\"", "MUG-1", StringComparison.Ordinal)));
        var (entries, _, faults) = CatalogueFile.Read(text);
        Assert.That(faults, Is.Empty);
        Assert.That(entries.Select(e => e.In("a-shop", "USD")), Is.EqualTo(new[] { Mug.In("a-shop", "USD"), new CatalogueItemSettings { Sku = "TEA", Title = "Thé 茶" }.In("a-shop", "USD") }));
    });

    [TestCase("=cmd|' /C calc'!A0")]
    [TestCase("+1")]
    [TestCase("-2+3")]
    [TestCase("@SUM(A1)")]
    [TestCase("'=1")]
    [TestCase("''")]
    [TestCase("a = b")]
    public void No_cell_is_a_formula_and_none_is_changed(string title)
    {
        var item = new CatalogueItemSettings { Sku = "X", Title = title }.In("a-shop", "USD");

        var text = CatalogueFile.Write([item]);

        var cell = text.ReplaceLineEndings("\n").Split('\n')[1]["X,".Length..].TrimStart('"');
        Assert.That("=+-@".Contains(cell[0], StringComparison.Ordinal), Is.False, cell);
        Assert.That(CatalogueFile.Read(text).Entries.Single().Title, Is.EqualTo(title));
    }

    [TestCase("sku,title,cost\nA,B,1", "The first line does not name the column value; sku, title, cost and value must be there.")]
    [TestCase("sku,title,cost,value,colour\nA,B,1,2,red", "There is no column colour; there are sku, title, cost, value, stock, active_from, active_to, tags, sizes, traits, grams.")]
    [TestCase("sku,title,cost,value\nA,B,cheap,2", "Line 2, column cost: \"cheap\" cannot be read; give an amount such as 2.50.")]
    [TestCase("sku,title,cost,value\n\"A,B,1,2", "Line 2: the quotes are wrong or never closed; put quotes around a whole cell and write a quote inside it twice.")]
    [TestCase("sku,title,cost,value\nA,B,1", "Line 2: 3 cells were found where the first line has 4; put text that holds a comma in quotes.")]
    [TestCase("sku,title,cost,value\nA,B,1,2\na,C,1,2", "The sku A stands in 2 rows.")]
    [TestCase("sku,title,cost,value,traits\nA,B,1,2,soft", "Line 2: A has the trait \"soft\"; choose from fragile, keep-upright, cool.")]
    [TestCase("sku,title,cost,value,stock\nA,B,1,2,-1", "Line 2: A needs a Stock from 0 to 1000000000; leave it out where there is no end of it.")]
    [TestCase("", "The first line does not name the column sku, title, cost, value; sku, title, cost and value must be there.")]
    public void A_mistake_is_said_with_its_line(string file, string fault) => Assert.That(CatalogueFile.Read(file).Faults, Is.EqualTo(new[] { fault }));
}
