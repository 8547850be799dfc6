using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Tests.Packing.Bench;

/// <summary>A parcel that somebody takes by its barcode.</summary>
public sealed class TakenParcelTests(StoreKind kind) : OnEachBench(kind)
{
    [Test]
    public async Task Who_has_it_and_until_when_is_said_to_the_other_bench()
    {
        await EnterAsync(Shop.Decided(5));
        await TakeAsync(5, Left);

        var answer = await TakeAsync(5, Right);

        Assert.That(answer.Parcel, Is.Null);
        Assert.That((answer.Refusal!.Status, answer.Refusal.Sentence), Is.EqualTo((409,
            $"Mia has order #1005 in hand at another bench until {Clock.GetUtcNow() + Lease.Lasts:yyyy-MM-dd HH:mm:ss} UTC. Pack another one, or take it again when that time is over or it is given back.")));
        Assert.That((answer.Refusal.Lease!.Packer, answer.Refusal.Lease.Ends), Is.EqualTo(("Mia", Clock.GetUtcNow() + Lease.Lasts)));
    }

    [Test]
    public async Task It_is_taken_again_by_the_same_bench_and_by_another_when_the_time_is_over()
    {
        await EnterAsync(Shop.Decided(5));
        await TakeAsync(5, Left);
        Clock.Advance(Second);

        Assert.That((await TakeAsync(5, Left)).Parcel!.LeasedUntil, Is.EqualTo(Clock.GetUtcNow() + Lease.Lasts));
        Clock.Advance(Lease.Lasts);
        Assert.That((await TakeAsync(5, Right)).Parcel!.LeasedUntil, Is.EqualTo(Clock.GetUtcNow() + Lease.Lasts));
        Assert.That((await ShowAsync(5, Left)).LeasedUntil, Is.Null);
    }

    [Test]
    public async Task A_packed_one_is_shown_and_not_taken()
    {
        await EnterAsync(Shop.Decided(5));
        await TakeAsync(5, Left);
        await PackAsync(5);

        var parcel = (await TakeAsync(5, Right)).Parcel!;

        Assert.That((parcel.State, parcel.LeasedUntil, parcel.Lines.Count), Is.EqualTo(("packed", default(DateTimeOffset?), 2)));
        Assert.That(await CountAsync("select count(*) from leases"), Is.Zero);
    }

    [Test]
    public async Task An_order_without_a_gift_is_shown_empty_and_can_be_finished()
    {
        await TellSeenAsync(5);

        Assert.That((await TakeAsync(5, Left)).Parcel!.Lines, Is.Empty);
        Assert.That((await FinishAsync(5, Left)).Parcel!.UndoUntil, Is.Not.Null);
        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();

        Assert.That((await ShowAsync(5, Left)).State, Is.EqualTo("packed"));
    }

    [Test]
    public async Task An_order_that_nobody_knows_can_be_neither_taken_nor_shown_nor_ticked_nor_finished()
    {
        Assert.That((await TakeAsync(5, Left)).Refusal!.Status, Is.EqualTo(404));
        Assert.That((await Benches.ShowAsync(Key(5), "b", CancellationToken.None)).Refusal!.Status, Is.EqualTo(404));
        Assert.That((await Benches.TickAsync(Key(5), "k", true, CancellationToken.None))!.Status, Is.EqualTo(404));
        Assert.That((await FinishAsync(5, Left)).Refusal!.Status, Is.EqualTo(404));
        Assert.That((await UndoAsync(5, Left)).Refusal!.Status, Is.EqualTo(404));
        Assert.That(await CountAsync("select count(*) from leases"), Is.Zero);
    }

    [Test]
    public async Task Of_a_paused_shop_none_is_taken_or_finished_until_it_is_back()
    {
        await EnterAsync(Shop.Decided(5));
        await WriteAsync(s => s.PauseShopAsync(Shop.Domain, Clock.GetUtcNow()));

        var refused = new[] { (await TakeAsync(5, Left)).Refusal!, (await FinishAsync(5, Left)).Refusal! };

        Assert.That(refused.Select(r => r.Status), Is.All.EqualTo(409));
        Assert.That(refused[0].Sentence, Does.Contain("is paused: its parcels wait"));
        Assert.That((await ShowAsync(5, Left)).UndoUntil, Is.Null);
    }

    [Test]
    public async Task Of_a_forgotten_shop_neither_leases_nor_ticks_stay()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6) with { Shop = Shop.OtherDomain });
        await NextAsync(Right, Shop.OtherDomain);
        await TickAsync(5, (await TakeAsync(5, Left)).Parcel!.Lines[0].Key);

        await WriteAsync(s => new ParcelsOfPerson().RedactShopAsync(s, Shop.Domain));

        Assert.That((await CountAsync("select count(*) from leases"), await CountAsync("select count(*) from ticks")), Is.EqualTo((1, 0)));
    }

    private Task TellSeenAsync(int number) => WriteAsync(s => s.TellAsync([new StoryLine
    {
        Shop = Shop.Domain, SubjectId = Shop.OrderId(number), Key = "seen/1", At = Shop.Day(number), Step = "received", Text = "orders/paid arrived: paid, 20.00 USD.",
    }]));
}
