using Delight.Contracts;
using Delight.Fulfilment.Packing;
using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Pausing;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Tests.Packing.Bench;

/// <summary>What was finished is packed for good, whichever process is there to do it.</summary>
public sealed class FinishedParcelsTests(StoreKind kind) : OnEachBench(kind)
{
    [Test]
    public async Task Another_order_gives_way_only_when_the_minute_is_over()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6) with { Ordinal = 5 });
        await FinishAsync(5, Left);
        Assert.That((await ShowAsync(6, Right)).Lines, Has.Count.EqualTo(2));

        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();

        Assert.That((await ShowAsync(6, Right)).Lines, Is.Empty);
        Assert.That(Told.Select(t => (t.OrderId, t.State)), Is.EquivalentTo(new[] { (Shop.OrderId(5), "packed"), (Shop.OrderId(6), "withdrawn") }));
    }

    [Test]
    public async Task A_finished_parcel_does_not_give_way_to_another_that_is_packed()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6) with { Ordinal = 5 });
        await FinishAsync(5, Left);

        await PackAsync(6);

        Assert.That((await ShowAsync(5, Left)).Lines, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Undone_it_gives_way_to_what_left_meanwhile_and_the_world_is_told()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6) with { Ordinal = 5 });
        await FinishAsync(5, Left);
        await PackAsync(6);
        Broker.Offered.Clear();

        Assert.That((await UndoAsync(5, Left)).Parcel!.Lines, Is.Empty);

        await Desk.TellUntoldAsync(CancellationToken.None);
        Assert.That(Told.Select(t => (t.OrderId, t.State)), Is.EqualTo(new[] { (Shop.OrderId(5), "withdrawn") }));
        Assert.That((await StoryAsync(5)).Count(l => l.Contains($"The same gift left with order {Shop.OrderId(6)}", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task The_process_that_took_it_in_dies_and_another_packs_it_once_the_minute_is_over()
    {
        await EnterAsync(Shop.Decided(5));
        await FinishAsync(5, Left);
        var (clock, log, state) = (Clock, new Logbook<FinishedParcels>(), new BusState());
        using var another = new FinishedParcels(DeskOf(), state, clock, log);
        state.LetStand();
        await another.StartAsync(CancellationToken.None);
        await clock.SomebodyWaitsAsync();
        Assert.That((await CurrentAsync(5))!.State, Is.EqualTo(ParcelState.Open));

        clock.Advance(UndoMinute.Lasts);

        await Limit.UntilAsync(async () => (await CurrentAsync(5))!.State == ParcelState.Packed && await CountAsync("select count(*) from untold") == 0, "it is packed and told");
        await another.StopAsync(CancellationToken.None);
        Assert.That(log.Lines, Is.Empty);
    }

    [Test]
    public async Task Several_processes_pack_it_once()
    {
        foreach (var number in Enumerable.Range(4, 6))
        {
            await EnterAsync(Shop.Decided(number) with { CustomerId = number });
            await FinishAsync(number, Left);
        }

        Clock.Advance(UndoMinute.Lasts);
        PackingDesk[] processes = [Desk, DeskOf(), DeskOf()];
        await Task.WhenAll(processes.Select(p => Task.Run(() => p.PackFinishedAsync(CancellationToken.None)))).WaitAsync(Limit.Patience);

        Assert.That(Told.Select(t => (t.OrderId, t.Version)), Is.EquivalentTo(Enumerable.Range(4, 6).Select(n => (Shop.OrderId(n), 2L))));
    }

    [Test]
    public async Task Where_the_broker_is_away_all_are_packed_and_told_of_later()
    {
        foreach (var number in new[] { 4, 5 })
        {
            await EnterAsync(Shop.Decided(number));
            await FinishAsync(number, Left);
        }

        Broker.WhenOffered = (_, _) => throw new InvalidOperationException("Away.");
        Clock.Advance(UndoMinute.Lasts);
        Assert.That(PackFinishedAsync, Throws.InvalidOperationException);
        Assert.That(await CountAsync("select count(*) from parcels where state = 'packed' and closing_until is null"), Is.EqualTo(2));

        Broker.WhenOffered = (_, _) => Task.CompletedTask;
        Broker.Offered.Clear();
        await Desk.TellUntoldAsync(CancellationToken.None);

        Assert.That(Told.Select(t => (t.OrderId, t.State)), Is.EqualTo(new[] { (Shop.OrderId(4), "packed"), (Shop.OrderId(5), "packed") }));
    }

    [Test]
    public async Task A_shop_that_pauses_within_the_minute_has_packed_it_nevertheless()
    {
        await EnterAsync(Shop.Decided(5));
        await FinishAsync(5, Left);
        await WriteAsync(s => s.PauseShopAsync(Shop.Domain, Clock.GetUtcNow()));

        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();

        Assert.That((await CurrentAsync(5))!.State, Is.EqualTo(ParcelState.Packed));
    }

    /// <summary>Of a process of its own.</summary>
    private PackingDesk DeskOf()
    {
        var store = Database.Another();
        return new PackingDesk(store, Broker, new HeldAnswers(store, Broker, new Logbook<HeldAnswers>()), Clock);
    }
}
