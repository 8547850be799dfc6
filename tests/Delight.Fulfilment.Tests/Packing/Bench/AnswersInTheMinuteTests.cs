using Delight.Contracts;
using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Pausing;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Tests.Packing.Bench;

/// <summary>What the rules say of an order while its parcel may still be taken back.</summary>
public sealed class AnswersInTheMinuteTests(StoreKind kind) : OnEachBench(kind)
{
    private static readonly GestureDecided Cancelled = Shop.Decided(5, version: 2).Passing();

    [SetUp]
    public async Task FinishOne()
    {
        await EnterAsync(Shop.Decided(5));
        await FinishAsync(5, Left);
    }

    [Test]
    public async Task They_change_nothing_in_it_and_stay_owed()
    {
        await OweAsync(Cancelled);

        Assert.That(await EnterAsync(Cancelled), Is.Null);
        await EnterAsync(Shop.Decided(5, rule: "wax-seal"));
        await Held.GiveBackAsync(CancellationToken.None);

        Assert.That(((await CurrentAsync(5))!.Lines.Count, (await CurrentAsync(5))!.Version), Is.EqualTo((2, 1)));
        Assert.That((Broker.Offered.Count, await CountAsync("select count(*) from held_answers"), await CountAsync("select count(*) from work")), Is.EqualTo((0, 2, 1)));
        Assert.That(await StoryAsync(5), Has.Member("fourth-to-seventh-order: The parcel was finished just now: what fourth-to-seventh-order says of standing 2 waits until that can no longer be taken back."));
    }

    [Test]
    public async Task Undone_they_are_in_the_parcel_that_the_packer_sees()
    {
        await EnterAsync(Shop.Decided(5, version: 2) with { Lines = [Shop.Note("Other words")] });

        var parcel = (await UndoAsync(5, Left)).Parcel!;

        Assert.That((parcel.Lines.Single().Text, parcel.Version), Is.EqualTo(("Other words", 2)));
        Assert.That(await CountAsync("select count(*) from held_answers"), Is.Zero);
    }

    [Test]
    public async Task Packed_for_good_what_takes_the_gift_away_is_a_warning_and_what_gives_another_comes_too_late()
    {
        await OweAsync(Cancelled);
        await EnterAsync(Cancelled);
        await EnterAsync(Shop.Decided(5, rule: "wax-seal") with { Lines = [Shop.Extra("SEAL", "A wax seal")] });

        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();

        var packed = (await CurrentAsync(5))!;
        Assert.That((packed.State, packed.Lines.Count, packed.Warning), Is.EqualTo(("packed", 2, "After packing: the order does not count: it is cancelled.")));
        Assert.That((await CountAsync("select count(*) from held_answers"), await CountAsync("select count(*) from work")), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task An_order_reported_as_shipped_meanwhile_is_packed_by_who_finished_it()
    {
        await EnterAsync(Shop.Decided(5, version: 2) with { Fulfilled = true });

        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select packed_by from parcels")), Is.EqualTo(new[] { "Mia" }));
    }

    [Test]
    public async Task Where_the_broker_is_away_they_wait_for_the_run_that_looks_again()
    {
        await EnterAsync(Cancelled);
        var enters = Broker.WhenOffered;
        Broker.WhenOffered = (_, _) => throw new InvalidOperationException("Away.");
        Assert.That((await UndoAsync(5, Left)).Parcel!.Lines, Has.Count.EqualTo(2));

        Broker.WhenOffered = enters;
        await Held.GiveBackAsync(CancellationToken.None);

        Assert.That((await ShowAsync(5, Left)).Lines, Is.Empty);
    }

    [Test]
    public async Task Finished_again_while_an_answer_is_given_back_it_is_kept_again_and_not_lost()
    {
        await EnterAsync(Cancelled);
        var enters = Broker.WhenOffered;
        Broker.WhenOffered = async (message, cancellationToken) =>
        {
            Broker.WhenOffered = enters;
            await FinishAsync(5, Left);
            await enters(message, cancellationToken);
        };
        await UndoAsync(5, Left);
        Assert.That(await CountAsync("select count(*) from held_answers"), Is.EqualTo(1));

        Assert.That((await UndoAsync(5, Left)).Parcel!.Lines, Is.Empty);
    }

    [Test]
    public async Task Of_a_paused_rule_what_gives_waits_for_the_rule_and_what_takes_away_for_the_minute_alone()
    {
        await OweAsync(Shop.Decided(5, version: 2));
        await EnterAsync(Shop.Decided(5, version: 2) with { Lines = [Shop.Note("Other words")] });
        var pausing = new PausingDesk(Store, Held, new Topology([], []), Clock);
        await pausing.PauseAsync(Shop.Domain, Shop.Rule, PausedOrders.Wait, "Olga", CancellationToken.None);
        Assert.That(await CountAsync("select count(*) from work"), Is.Zero, "Nobody waits for a paused rule.");
        Assert.That((await UndoAsync(5, Left)).Parcel!.Version, Is.EqualTo(1), "It waits for the rule.");
        await FinishAsync(5, Left);

        await EnterAsync(Shop.Decided(5, version: 3).Passing());

        Assert.That((await UndoAsync(5, Left)).Parcel!.Lines, Is.Empty);
        Assert.That(await CountAsync("select count(*) from held_answers"), Is.Zero);
    }

    private Task OweAsync(GestureDecided answer) => WriteAsync(s => s.OweAsync(
        [new WorkItem { Shop = answer.Shop, SubjectId = answer.OrderId, Worker = Queues.OfRule(answer.Rule), Version = answer.Version, Cause = "" }]));
}
