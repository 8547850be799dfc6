using System.Text.Json;
using Delight.Dashboard.Pages;

namespace Delight.Dashboard.Tests.Parts;

/// <summary>What people write into the form of a thing, and what they are told beside the field.</summary>
internal sealed class CatalogueEntryTests
{
    private static CatalogueEntry Bell => new() { Sku = "BELL", Title = "A small bell", Cost = "0.50", Value = "2", Stock = "12" };

    [Test]
    public void There_is_nothing_wrong_with_a_thing_that_is_whole() => Assert.That(Bell.Faults(["TEA"]), Is.Empty);

    [TestCase("", "Sku", "Give it a sku")]
    [TestCase(" bell ", "Sku", "There is a thing with the sku bell already")]
    public void A_sku_is_there_and_its_own(string sku, string field, string says)
    {
        var entry = Bell;
        entry.Sku = sku;

        Assert.That(entry.Faults(["BELL"])[field], Does.StartWith(says));
    }

    [TestCase("0", 0)]
    [TestCase("1,5", 1.5)]
    [TestCase(" 1.20 ", 1.2)]
    [TestCase("1000", 1000)]
    public void An_amount_is_written_with_a_point_or_a_comma(string cost, double amount)
    {
        var entry = Bell;
        entry.Cost = cost;

        Assert.That(entry.Faults([]), Is.Empty);
        Assert.That(JsonSerializer.SerializeToElement(entry.ToBody()).GetProperty("cost").GetDecimal(), Is.EqualTo((decimal)amount));
    }

    [TestCase("")]
    [TestCase("-1")]
    [TestCase("1,000")]
    [TestCase("1.000,50")]
    [TestCase("a lot")]
    [TestCase("9999999999")]
    public void What_is_no_amount_is_told_how_one_is_written(string cost)
    {
        var entry = Bell;
        entry.Cost = cost;

        Assert.That(entry.Faults([])["Cost"], Does.Contain("such as 1.20"));
    }

    [TestCase("many")]
    [TestCase("1.5")]
    [TestCase("-3")]
    [TestCase("1,000")]
    [TestCase("1000000001")]
    public void What_is_no_number_of_things_is_not_taken_for_no_end_of_them(string stock)
    {
        var entry = Bell;
        entry.Stock = stock;

        Assert.That(entry.Faults([])["Stock"], Does.StartWith("Give a whole number"));
    }
}
