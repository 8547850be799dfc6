using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Parcels;

public sealed class FreshWordsWithoutChoiceTests(StoreKind kind) : FreshWordsTests(kind, gifts: false);

public sealed class FreshWordsWhereGiftsAreChosenTests(StoreKind kind) : FreshWordsTests(kind, gifts: true);

/// <summary>No customer reads a wording twice before they have read all, whichever orders got a note, and however the answers came.</summary>
public abstract class FreshWordsTests(StoreKind kind, bool gifts) : OnEachParcelBook(kind)
{
    private static readonly string[] Wordings = ["One", "Two", "Three"];

    [SetUp]
    public void ChooseGiftsOrNot()
    {
        if (gifts)
        {
            Giving.Shops.Add(new ShopGivingSettings { Shop = Shop.Domain, Currency = Shop.Currency });
        }
    }

    [Test]
    public async Task Whose_turn_it_is_does_not_matter_when_the_customer_has_read_it()
    {
        await EnterAsync(Note(4, first: 0));
        await EnterAsync(Note(7, first: 0));
        await EnterAsync(Note(9, first: 0));

        Assert.That(await ReadAsync(4, 7, 9), Is.EqualTo(new[] { "One, 4", "Two, 7", "Three, 9" }));
    }

    [Test]
    public async Task When_all_are_read_they_are_read_again_in_turn()
    {
        for (var number = 4; number <= 9; number++)
        {
            await EnterAsync(Note(number, first: 1));
        }

        Assert.That((await ReadAsync(4, 5, 6)).Select(t => t.Split(',')[0]), Is.EquivalentTo(Wordings));
        Assert.That((await ReadAsync(7, 8, 9)).Select(t => t.Split(',')[0]), Is.EquivalentTo(Wordings));
    }

    [Test]
    public async Task What_a_customer_did_not_get_is_still_to_be_read()
    {
        await EnterAsync(Note(4, first: 0));
        await EnterAsync(Note(5, first: 1));
        await EnterAsync(Note(6, first: 0));
        Assert.That(await ReadAsync(6), Is.EqualTo(new[] { "Three, 6" }));

        await EnterAsync((Note(4, first: 0) with { Version = 2 }).Passing());

        Assert.That(await ReadAsync(5, 6), Is.EqualTo(new[] { "Two, 5", "One, 6" }));
        Assert.That(await CurrentAsync(6), Has.Property("Version").GreaterThan(1));
    }

    [Test]
    public async Task What_is_packed_is_read_although_an_earlier_order_comes_late()
    {
        await EnterAsync(Note(6, first: 0));
        await PackAsync(6);
        await EnterAsync(Note(4, first: 0));
        await EnterAsync(Note(5, first: 0));

        Assert.That(await ReadAsync(4, 5, 6), Is.EqualTo(new[] { "Two, 4", "Three, 5", "One, 6" }));
    }

    [Test]
    public async Task Customers_and_rules_do_not_read_for_each_other()
    {
        await EnterAsync(Note(4, first: 0));
        await EnterAsync(Note(5, first: 0) with { CustomerId = 77 });
        await EnterAsync(Note(6, first: 0) with { Rule = "another-rule" });

        Assert.That(await ReadAsync(4, 5, 6), Is.EqualTo(new[] { "One, 4", "One, 5", "One, 6" }));
    }

    [Test]
    public async Task However_the_answers_come_the_same_is_read()
    {
        var chance = new Random(3);
        GestureDecided[] answers = [.. Enumerable.Range(4, 7).SelectMany(number => new[] { Note(number, number % 2), Note(number, number % 3) with { Version = 2 } })];
        var expected = (string[]?)null;
        for (var time = 0; time < 10; time++)
        {
            chance.Shuffle(answers);
            foreach (var some in answers.Concat(answers.Take(5)).Chunk(4))
            {
                await Task.WhenAll(some.Select(a => Book.EnterAsync(a, CancellationToken.None)));
            }

            var read = await ReadAsync([.. Enumerable.Range(4, 7)]);
            Assert.That(read, Is.EqualTo(expected ??= read));
            await WriteAsync(s => s.ScriptAsync("delete from parcels; delete from decisions; delete from parcel_lines"));
        }

        Assert.That(expected!.Take(3).Select(t => t.Split(',')[0]), Is.EquivalentTo(Wordings));
    }

    [Test]
    public async Task Without_an_extra_the_fresh_wording_is_the_one_without_it()
    {
        var note = Note(4, first: 0).Lines[0] with { Otherwise = [Shop.Note("One alone")] };
        note = note with { OtherWordings = [.. note.OtherWordings!.Select(o => o with { Otherwise = [Shop.Note(o.Text + " alone")] })] };
        await EnterAsync(Note(4, first: 0));
        await EnterAsync(Note(5, first: 0) with { Lines = [note] });

        Assert.That(await ReadAsync(5), Is.EqualTo(new[] { gifts ? "Two, 4 alone" : "Two, 4" }));
    }

    [Test]
    public async Task What_is_packed_before_its_turn_is_not_read_a_second_time()
    {
        for (var number = 4; number <= 7; number++)
        {
            await EnterAsync(Note(number, first: 0));
        }

        await PackAsync(7);

        Assert.That(await ReadAsync(4, 5, 6, 7), Is.EqualTo(new[] { "Two, 4", "Three, 5", "One, 6", "One, 7" }));
        Assert.That(Broker.Offered.Select(o => o.Message).OfType<FulfilmentChanged>().Last(m => m.OrderId == Shop.OrderId(4)).Lines.Single().Text, Is.EqualTo("Two, 4"));
    }

    [Test]
    public async Task What_is_finished_at_a_bench_is_read_until_that_is_taken_back()
    {
        for (var number = 4; number <= 7; number++)
        {
            await EnterAsync(Note(number, first: 0));
        }

        var (at, seventh) = (new AtBench("tablet", "Mia"), new OrderKey(Shop.Domain, Shop.OrderId(7)));
        var minute = new UndoMinute(Store, new BenchDesk(Store, new FreeParcels(Store, Clock), Clock), Held, Clock);
        await minute.FinishAsync(seventh, at, CancellationToken.None);

        Assert.That(await ReadAsync(4, 5, 6, 7), Is.EqualTo(new[] { "Two, 4", "Three, 5", "One, 6", "One, 7" }));
        Assert.That(await CountAsync("select count(*) from untold"), Is.EqualTo(3), "the world is told of those that are worded anew");

        await minute.UndoAsync(seventh, at, CancellationToken.None);

        Assert.That(await ReadAsync(4, 5, 6, 7), Is.EqualTo(new[] { "One, 4", "Two, 5", "Three, 6", "One, 7" }));
    }

    [Test]
    public async Task A_note_that_comes_back_when_another_left_is_a_fresh_one()
    {
        await EnterAsync(Note(4, first: 0));
        await PackAsync(4);
        await EnterAsync(Note(5, first: 0) with { Rule = "a-rule" });
        await EnterAsync(Note(6, first: 0));
        await EnterAsync(Note(6, first: 0) with { Rule = "a-rule", Ordinal = 5 });

        await PackAsync(5);

        Assert.That((await CurrentAsync(6))!.Lines.Select(l => l.Text), Is.EqualTo(gifts ? Array.Empty<string>() : ["Two, 6"]));
    }

    [Test]
    public async Task What_was_read_when_the_rule_had_no_other_wording_is_read()
    {
        await EnterAsync(Shop.Decided(4) with { Lines = [Shop.Note("One, 4") with { Wording = "One" }] });
        await PackAsync(4);

        await EnterAsync(Note(5, first: 0));

        Assert.That(await ReadAsync(5), Is.EqualTo(new[] { "Two, 5" }));
    }

    [Test]
    public async Task An_order_that_goes_to_somebody_else_takes_what_was_read_along()
    {
        await EnterAsync(Note(4, first: 0));
        await EnterAsync(Note(5, first: 0));
        await EnterAsync(Note(6, first: 0) with { CustomerId = 77 });

        await EnterAsync(Note(4, first: 0) with { Version = 2, CustomerId = 77 });

        Assert.That(await ReadAsync(4, 5, 6), Is.EqualTo(new[] { "One, 4", "One, 5", "Two, 6" }));
    }

    [Test]
    public async Task The_world_is_told_of_other_parcels_that_are_worded_anew()
    {
        await EnterAsync(Note(5, first: 0));

        var entered = await Book.EnterAsync(Note(4, first: 0), CancellationToken.None);

        Assert.That(entered.Others.Select(o => o.Lines.Single().Text), Is.EqualTo(new[] { "Two, 5" }));
        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select order_id from untold")), Is.EqualTo(new[] { Shop.OrderId(5) }), "whoever dies before");
    }

    /// <param name="first">Whose turn it is.</param>
    private static GestureDecided Note(int number, int first)
    {
        GestureLine[] lines = [.. Wordings[first..].Concat(Wordings[..first]).Select(w => Shop.Note($"{w}, {number}") with { Wording = w })];
        return Shop.Decided(number) with { Lines = [lines[0] with { OtherWordings = lines[1..] }] };
    }

    private async Task<string[]> ReadAsync(params int[] numbers)
    {
        var read = new List<string>();
        foreach (var number in numbers)
        {
            read.Add((await CurrentAsync(number))!.Lines.Single().Text!);
        }

        return [.. read];
    }
}
