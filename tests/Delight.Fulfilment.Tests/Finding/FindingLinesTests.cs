using Delight.Contracts;
using Delight.Fulfilment.Finding;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Finding;

/// <summary>Somebody remembers a word of a note, or wonders where a thing went.</summary>
public class FindingLinesTests(StoreKind kind) : OnEachParcelBook(kind)
{
    [TestCase("coming back")]
    [TestCase("BACK thank")]
    [TestCase("ada,")]
    public async Task A_note_is_found_by_its_words_in_any_order_and_case(string find)
    {
        await EnterAsync(Shop.Decided(5));

        var line = (await FindAsync(find)).Lines.Single();

        Assert.That(line, Is.EqualTo(new FoundLine
        {
            Shop = Shop.Domain, OrderId = Shop.OrderId(5), OrderName = "#1005", CustomerId = Shop.Ada, OrderedAt = Platform.Store.Instant.ToStore(Shop.Day(5)), State = "open",
            Kind = "handwritten-note", Sku = null, Title = null, Text = "Dear Ada, thank you for coming back.", Rule = Shop.Rule,
        }));
    }

    [TestCase("delight-SWEET", 1)]
    [TestCase("a p e s t w wrapped SWEET", 1, Description = "more words than the store is asked for")]
    [TestCase("a p e s t w wrapped SWEET z", 0)]
    [TestCase("wrapped", 1)]
    [TestCase("delight", 0, Description = "a part of a sku is not a sku")]
    [TestCase("wrapped thank", 0, Description = "words of different lines")]
    [TestCase("%", 0)]
    [TestCase("sw_et", 0)]
    [TestCase(@"\", 0)]
    public async Task A_thing_is_found_by_its_whole_sku_or_words_of_its_title(string find, int lines)
    {
        await EnterAsync(Shop.Decided(5));

        Assert.That((await FindAsync(find)).Lines, Has.Count.EqualTo(lines));
    }

    [TestCase("100%", "A hundred per cent is 100% of it")]
    [TestCase("GRÜSSE", "Viele Grüsse aus Zürich")]
    [TestCase("grüße", "Viele Grüße")]
    [TestCase("ДОБРЫЙ", "добрый день")]
    [TestCase("𐐀", "a 𐐨 b")]
    public async Task Letters_of_all_kinds_are_found_in_either_case(string find, string text)
    {
        await EnterNoteAsync(1, text);
        await EnterNoteAsync(2, "Viele Grasse aus Zurich, 100 of it");

        Assert.That((await FindAsync(find)).Lines.Select(l => l.Text), Is.EqualTo(new[] { text }));
    }

    [Test]
    public async Task The_newest_parcels_come_first_and_no_more_than_asked_for()
    {
        foreach (var number in new[] { 2, 5, 1, 4, 3 })
        {
            await EnterAsync(Shop.Decided(number) with { Ordinal = 4 + number });
        }

        Assert.That((await FindAsync("coming", most: 3)).Lines.Select(l => l.OrderName), Is.EqualTo(new[] { "#1005", "#1004", "#1003" }));
    }

    [TestCase("needle", 2)]
    [TestCase("nädel", 1)]
    public async Task Parts_of_the_parcels_are_looked_into_one_after_the_other(string find, int found)
    {
        foreach (var number in Enumerable.Range(1, 7))
        {
            await EnterNoteAsync(number, number is 1 or 6 ? "a needle" : number == 2 ? "eine Nädel" : "hay");
        }

        Assert.That((await FindAsync(find, finder: new LineFinder(Store, atOnce: 2, parts: 9))).Lines, Has.Count.EqualTo(found));
    }

    [TestCase(1, 2, false)]
    [TestCase(2, 4, false)]
    [TestCase(3, 5, true)]
    public async Task It_is_said_how_far_was_looked(int parts, int searched, bool complete)
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await EnterNoteAsync(number, "hay");
        }

        var found = await FindAsync("needle", finder: new LineFinder(Store, atOnce: 2, parts));

        Assert.That((found.Searched, found.Complete), Is.EqualTo((searched, complete)));
    }

    [Test]
    public async Task When_the_last_part_ends_with_the_oldest_parcel_nothing_is_left()
    {
        await EnterNoteAsync(1, "hay");
        await EnterNoteAsync(2, "hay");

        var found = await FindAsync("needle", finder: new LineFinder(Store, atOnce: 2, parts: 1));

        Assert.That((found.Searched, found.Complete), Is.EqualTo((2, true)));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(20)]
    public async Task From_one_answer_to_the_next_everything_is_found_once(int most)
    {
        foreach (var number in Enumerable.Range(1, 9))
        {
            await EnterAsync(Shop.Decided(number) with { Ordinal = 4 + number, Lines = number % 3 == 0 ? [Shop.Note("hay")] : [Shop.Extra(title: $"needle {number}"), Shop.Note($"needle {number}, too")] });
        }

        var (all, after, answers) = (new List<string?>(), (LineCursor?)null, 0);
        do
        {
            var found = await FindAsync("needle", most: most, finder: new LineFinder(Store, atOnce: 2, parts: 2), after: after);
            Assert.That(found.Lines, Has.Count.LessThanOrEqualTo(most));
            all.AddRange(found.Lines.Select(l => l.Title ?? l.Text));
            after = found.Next is { } next ? LineCursor.Parse(next.ToString()) : null;
            answers++;
        }
        while (after is not null && answers < 50);

        Assert.That(all, Is.EqualTo(new[] { 8, 7, 5, 4, 2, 1 }.SelectMany(n => new[] { $"needle {n}", $"needle {n}, too" })));
    }

    [TestCase("garbage")]
    [TestCase("MXxhfDF8LTE")]
    [TestCase("%%")]
    public void A_text_that_no_answer_gave_is_no_place(string text) => Assert.That(LineCursor.Parse(text), Is.Null);

    [Test]
    public async Task A_shop_sees_its_own_and_a_withdrawn_line_is_not_found()
    {
        await EnterAsync(Shop.Decided(1));
        await EnterAsync(Shop.Decided(2) with { Shop = Shop.OtherDomain });
        await EnterAsync(Shop.Decided(3));
        await EnterAsync(Shop.Decided(3, version: 2).Passing());

        Assert.That((await FindAsync("coming", shop: Shop.Domain)).Lines.Select(l => l.OrderName), Is.EqualTo(new[] { "#1001" }));
        Assert.That((await FindAsync("coming")).Lines.Select(l => l.OrderName), Is.EqualTo(new[] { "#1002", "#1001" }));
        Assert.That((await FindAsync("coming", shop: "nobody")), Is.EqualTo(new Found([], 0, true, null)).UsingPropertiesComparer());
    }

    private Task<FulfilmentChanged?> EnterNoteAsync(int number, string text) => EnterAsync(Shop.Decided(number) with { Ordinal = 4 + number, Lines = [Shop.Note(text)] });

    private Task<Found> FindAsync(string find, string? shop = null, int most = 20, LineFinder? finder = null, LineCursor? after = null) =>
        (finder ?? new LineFinder(Store)).FindAsync(shop, new SearchedWords(find), most, after ?? LineCursor.Newest, CancellationToken.None);
}
