using Delight.Contracts;
using Delight.Fulfilment.Packing.Bench;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Packing.Bench;

/// <summary>Within a minute a packer may take back that a parcel is finished.</summary>
public sealed class UndoMinuteTests(StoreKind kind) : OnEachBench(kind)
{
    [Test]
    public async Task A_finished_parcel_stays_open_for_the_outside_and_nobody_is_told()
    {
        await EnterAsync(Shop.Decided(5));
        await TakeAsync(5, Left);

        var parcel = (await FinishAsync(5, Left)).Parcel!;

        Assert.That((parcel.State, parcel.Version, parcel.LeasedUntil, parcel.UndoUntil),
            Is.EqualTo(("open", 1, default(DateTimeOffset?), (DateTimeOffset?)(Clock.GetUtcNow() + UndoMinute.Lasts))));
        Assert.That((Broker.Offered.Count, await CountAsync("select count(*) from leases"), (await NextAsync(Right)).Parcel), Is.EqualTo((0, 0, default(BenchParcel))));
        Assert.That((await CurrentAsync(5))!.State, Is.EqualTo(ParcelState.Open));
    }

    [Test]
    public async Task When_the_minute_is_over_it_is_packed_for_good_by_who_finished_it()
    {
        await EnterAsync(Shop.Decided(5));
        await FinishAsync(5, Left);
        Clock.Advance(UndoMinute.Lasts - Second);
        await PackFinishedAsync();
        Assert.That(Broker.Offered, Is.Empty, "Not before.");

        Clock.Advance(Second);
        await PackFinishedAsync();
        await PackFinishedAsync();

        Assert.That(Told.Select(t => (t.OrderId, t.State, t.Version)), Is.EqualTo(new[] { (Shop.OrderId(5), "packed", 2L) }));
        Assert.That((await StoryAsync(5))[^2..], Is.EqualTo(new[] { "packing: Mia finished it at the bench, and can take that back for a minute.", "packing: Mia packed it." }));
        Assert.That((await CountAsync("select count(*) from given"), await CountAsync("select count(*) from untold")), Is.EqualTo((1, 0)));
        Assert.That((await ShowAsync(5, Left)).UndoUntil, Is.Null);
    }

    [Test]
    public async Task Finished_twice_is_finished_once_also_by_another_bench()
    {
        await EnterAsync(Shop.Decided(5));
        var first = (await FinishAsync(5, Left)).Parcel!.UndoUntil;
        Clock.Advance(Second);

        Assert.That((await FinishAsync(5, Left)).Parcel!.UndoUntil, Is.EqualTo(first));
        Assert.That((await FinishAsync(5, Right)).Parcel!.UndoUntil, Is.EqualTo(first));
        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();

        Assert.That((await FinishAsync(5, Left)).Parcel!.State, Is.EqualTo("packed"));
        Assert.That((Told.Count(), (await StoryAsync(5)).Count(l => l.Contains("finished it", StringComparison.Ordinal))), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_parcel_in_other_hands_cannot_be_finished()
    {
        await EnterAsync(Shop.Decided(5));
        await TakeAsync(5, Left);

        Assert.That((await FinishAsync(5, Right)).Refusal!.Sentence, Does.StartWith("Mia has order #1005 in hand"));
        Clock.Advance(Lease.Lasts);
        Assert.That((await FinishAsync(5, Right)).Parcel!.UndoUntil, Is.Not.Null);
    }

    [Test]
    public async Task Undone_it_is_open_in_the_hands_of_that_bench_and_can_be_finished_again()
    {
        await EnterAsync(Shop.Decided(5));
        await FinishAsync(5, Left);

        var open = (await UndoAsync(5, Left)).Parcel!;
        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();

        Assert.That((open.UndoUntil, open.LeasedUntil), Is.EqualTo((default(DateTimeOffset?), (DateTimeOffset?)(Clock.GetUtcNow() - UndoMinute.Lasts + Lease.Lasts))));
        Assert.That((Told.Count(), (await TakeAsync(5, Right)).Refusal!.Status), Is.EqualTo((0, 409)));
        Assert.That((await StoryAsync(5))[^1], Is.EqualTo("packing: Mia took that back: it is open again."));
        Assert.That((await FinishAsync(5, Left)).Parcel!.UndoUntil, Is.EqualTo(Clock.GetUtcNow() + UndoMinute.Lasts));
        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();
        Assert.That(Told.Select(t => t.State), Is.EqualTo(new[] { "packed" }));
    }

    [Test]
    public async Task What_was_not_finished_or_is_packed_for_good_cannot_be_undone()
    {
        await EnterAsync(Shop.Decided(5));
        Assert.That((await UndoAsync(5, Left)).Refusal!.Sentence, Is.EqualTo("Order #1005 is open, and there is nothing to take back. Take it and go on packing."));
        await FinishAsync(5, Left);
        Clock.Advance(UndoMinute.Lasts);

        var refusal = (await UndoAsync(5, Left)).Refusal!;
        Assert.That((refusal.Status, refusal.Sentence), Is.EqualTo((409,
            "Order #1005 is packed for good, and the minute to take that back is over. What is to change now is changed by hand in the box.")));
        await PackFinishedAsync();
        Assert.That((await UndoAsync(5, Left)).Refusal!.Sentence, Is.EqualTo(refusal.Sentence));
    }

    [Test]
    public async Task The_old_way_of_packing_packs_a_finished_parcel_at_once()
    {
        await EnterAsync(Shop.Decided(5));
        await FinishAsync(5, Left);
        await EnterAsync(Shop.Decided(5, version: 2).Passing());

        var packed = await PackAsync(5, "Quinn");

        Assert.That((packed!.State, packed.Version), Is.EqualTo(("packed", 2)));
        Assert.That((await CurrentAsync(5))!.Warning, Is.EqualTo("After packing: the order does not count: it is cancelled."));
        Assert.That((await UndoAsync(5, Left)).Refusal!.Status, Is.EqualTo(409));
    }

    [Test]
    public async Task Finishing_undoing_and_packing_at_once_end_in_one_of_them_and_lose_no_answer()
    {
        foreach (var number in Enumerable.Range(4, 10))
        {
            await EnterAsync(Shop.Decided(number) with { CustomerId = number });
            Task[] all =
            [
                Task.Run(() => FinishAsync(number, Left)), Task.Run(() => UndoAsync(number, Left)), Task.Run(() => FinishAsync(number, Left)),
                Task.Run(() => EnterAsync(Shop.Decided(number, version: 2) with { CustomerId = number, Lines = [Shop.Note("Newer")] })), Task.Run(() => UndoAsync(number, Left)),
            ];
            await Task.WhenAll(all).WaitAsync(Limit.Patience);
            await UndoAsync(number, Left);

            Assert.That((await CurrentAsync(number))!.Lines.Single().Text, Is.EqualTo("Newer"));
        }

        Assert.That(await CountAsync("select count(*) from held_answers"), Is.Zero);
    }
}
