using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Tests.Parcels;

public class ParcelBookTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private static readonly GestureDecided Gift = Shop.Decided(5);

    [Test]
    public async Task What_a_rule_gives_is_told_to_the_world()
    {
        var changed = await EnterAsync(Gift);

        Assert.That(changed, Is.EqualTo(new FulfilmentChanged
        {
            Shop = Shop.Domain,
            OrderId = Shop.OrderId(5),
            OrderName = "#1005",
            CustomerId = Shop.Ada,
            Ordinal = 5,
            State = "open",
            Lines =
            [
                new ParcelLine { Rule = Shop.Rule, Kind = "extra", Sku = "DELIGHT-SWEET", Title = "A wrapped sweet", Quantity = 1, Why = "a small thank you" },
                new ParcelLine { Rule = Shop.Rule, Kind = "handwritten-note", Quantity = 1, Text = "Dear Ada, thank you for coming back.", Why = "a small thank you" },
            ],
            Warning = null,
            Version = 1,
        }).UsingPropertiesComparer());
    }

    [Test]
    public async Task It_is_there_after_a_new_start()
    {
        var changed = await EnterAsync(Gift);

        var again = await OpenBook(Database.Another()).CurrentAsync(Shop.Domain, Shop.OrderId(5), CancellationToken.None);

        Assert.That(again, Is.EqualTo(changed).UsingPropertiesComparer());
    }

    [Test]
    public async Task The_same_answer_again_changes_nothing_and_tells_nobody()
    {
        await EnterAsync(Gift);

        Assert.That(await EnterAsync(Gift), Is.Null);
        Assert.That((await CurrentAsync(5))!.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task A_pass_where_nothing_was_given_tells_nobody()
    {
        Assert.That(await EnterAsync(Gift.Passing()), Is.Null);
        Assert.That(await CurrentAsync(5), Is.Null);
    }

    [Test]
    public async Task An_order_shipped_without_a_gift_tells_nobody() =>
        Assert.That(await EnterAsync(Gift with { Fulfilled = true }), Is.Null);

    [Test]
    public async Task Every_change_has_the_next_version()
    {
        FulfilmentChanged?[] changes =
        [
            await EnterAsync(Gift),
            await EnterAsync(Gift with { Version = 2, Lines = [Shop.Note("Other words.")] }),
            await EnterAsync(Gift.Passing() with { Version = 3 }),
            await EnterAsync(Gift with { Version = 4 }),
        ];

        Assert.That(changes.Select(c => (c!.Version, c.State, c.Lines.Count)), Is.EqualTo(new[]
        {
            (1, "open", 2), (2, "open", 1), (3, "withdrawn", 0), (4, "open", 2),
        }));
        Assert.That(changes.Select(c => MessageId.Of(c!)), Is.Unique);
    }

    [Test]
    public async Task A_packed_parcel_whose_order_is_cancelled_warns_the_world()
    {
        await EnterAsync(Gift);
        await PackAsync(5);

        var changed = await EnterAsync(Gift.Passing() with { Version = 2, Ordinal = null });

        Assert.That((changed!.State, changed.Lines.Count, changed.Warning, changed.Version),
            Is.EqualTo(("packed", 2, "After packing: the order does not count: it is cancelled.", 3)));
    }

    [Test]
    public async Task A_warning_is_taken_back_when_the_gift_is_deserved_again()
    {
        await EnterAsync(Gift);
        await PackAsync(5);
        await EnterAsync(Gift.Passing() with { Version = 2, Ordinal = null });
        await EnterAsync(Shop.Decided(5, rule: "a-seal").Passing() with { Version = 2 });

        var changed = await EnterAsync(Gift with { Version = 3 });

        Assert.That((changed!.Lines.Count, changed.Warning, changed.Version), Is.EqualTo((2, default(string), 4)));
        Assert.That(await StoryAsync(5), Has.Some.EndsWith("The parcel was packed before, and what is in it is right again: the warning is taken back."));
    }

    [Test]
    public async Task The_lines_of_two_rules_lie_in_one_parcel()
    {
        await EnterAsync(Gift);

        var changed = await EnterAsync(Shop.Decided(5, rule: "a-seal") with { Lines = [Shop.Extra("SEAL", "A wax seal")] });

        Assert.That(changed!.Lines.Select(l => (l.Rule, l.Sku)), Is.EqualTo(new[] { ("a-seal", "SEAL"), (Shop.Rule, "DELIGHT-SWEET"), (Shop.Rule, null) }));
    }

    [Test]
    public async Task Answers_entered_together_are_told_once_as_the_parcel_then_stands()
    {
        var changes = await EnterTogetherAsync(Gift, Shop.Decided(5, rule: "a-seal"), Shop.Decided(6));

        Assert.That(changes.Select(c => c?.Lines.Count), Is.EqualTo(new int?[] { null, 3, 2 }));
    }

    [Test]
    public async Task Answers_of_many_orders_at_once_from_two_processes_are_all_entered()
    {
        var other = OpenBook(Database.Another());
        GestureDecided[] answers = [.. from order in Enumerable.Range(1, 20) from rule in new[] { "a", "b", "c" } select Shop.Decided(order, rule: rule)];
        new Random(20261120).Shuffle(answers);

        await Task.WhenAll(answers.Select((a, i) => Task.Run(() => (i % 2 == 0 ? Book : other).EnterAsync(a, CancellationToken.None)))).WaitAsync(Limit.Patience);

        Assert.That(await CountAsync("select count(*) from parcels where line_count = 4"), Is.EqualTo(20));
        Assert.That((await ReadAsync(s => s.SumsAsync()))["fulfilment/lines"], Is.EqualTo(80));
    }

    [Test]
    public async Task Two_shops_with_the_same_ids_have_two_parcels()
    {
        await EnterAsync(Gift);
        await EnterAsync(Gift with { Shop = Shop.OtherDomain, Lines = [Shop.Note("From another shop.")] });

        Assert.That((await CurrentAsync(5))!.Lines, Has.Count.EqualTo(2));
    }

}
