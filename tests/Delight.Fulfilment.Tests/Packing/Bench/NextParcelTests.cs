using Delight.Contracts;
using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Tests.Packing.Bench;

/// <summary>Which parcel a bench is handed when it asks for the next.</summary>
public sealed class NextParcelTests(StoreKind kind) : OnEachBench(kind)
{
    [Test]
    public async Task The_oldest_open_parcel_is_handed_out_with_its_lines_and_how_many_wait()
    {
        await EnterAsync(Shop.Decided(6));
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(4).Passing());

        var next = await NextAsync(Left);

        Assert.That((next.Parcel!.OrderId, next.Parcel.OrderName, next.Parcel.State, next.Parcel.Version, next.Waiting), Is.EqualTo((IdOf(5), "#1005", "open", 1, 2)));
        Assert.That(next.Parcel.Lines.Select(l => (l.Kind, l.Title, l.Ticked)), Is.EqualTo(new[] { ("extra", "A wrapped sweet", false), ("handwritten-note", null, false) }));
        Assert.That((next.Parcel.LeasedUntil, next.Parcel.UndoUntil), Is.EqualTo(((DateTimeOffset?)Clock.GetUtcNow().AddMinutes(2), default(DateTimeOffset?))));
    }

    [Test]
    public async Task A_bench_gets_what_it_has_in_hand_again_and_another_bench_the_one_after_it()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6));

        var handed = new[] { await NextAsync(Left), await NextAsync(Right), await NextAsync(Left), await NextAsync(Right), await NextAsync(new AtBench("third", "Mia")) };

        Assert.That(handed.Select(n => n.Parcel?.OrderId), Is.EqualTo(new[] { IdOf(5), IdOf(6), IdOf(5), IdOf(6), null }));
    }

    [Test]
    public async Task What_was_scanned_goes_on_although_an_older_one_is_free()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6));
        await TakeAsync(6, Left);

        Assert.That((await NextAsync(Left)).Parcel!.OrderId, Is.EqualTo(IdOf(6)));
    }

    [Test]
    public async Task A_lease_runs_out_after_two_minutes_unless_it_is_renewed()
    {
        await EnterAsync(Shop.Decided(5));
        await NextAsync(Left);
        Clock.Advance(Lease.Lasts - Second);
        Assert.That((await NextAsync(Right)).Parcel, Is.Null);
        await NextAsync(Left);
        Clock.Advance(Lease.Lasts - Second);
        Assert.That((await NextAsync(Right)).Parcel, Is.Null, "It was renewed.");

        Clock.Advance(Second);

        Assert.That((await NextAsync(Right)).Parcel!.OrderId, Is.EqualTo(IdOf(5)));
        Assert.That((await NextAsync(Left)).Parcel, Is.Null);
        Assert.That(await CountAsync("select count(*) from leases"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_given_back_is_free_and_another_bench_cannot_give_it_back()
    {
        await EnterAsync(Shop.Decided(5));
        await NextAsync(Left);

        await Benches.ReleaseAsync(Key(5), Right.Bench, CancellationToken.None);
        Assert.That((await NextAsync(Right)).Parcel, Is.Null);
        await Benches.ReleaseAsync(Key(5), Left.Bench, CancellationToken.None);

        Assert.That((await NextAsync(Right)).Parcel!.OrderId, Is.EqualTo(IdOf(5)));
    }

    [Test]
    public async Task What_a_bench_left_for_others_is_passed_over_and_does_not_come_straight_back()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6));
        await NextAsync(Left);
        await Benches.ReleaseAsync(Key(5), Left.Bench, CancellationToken.None);

        Assert.That((await NextAsync(Left, null, 5)).Parcel!.OrderId, Is.EqualTo(IdOf(6)));
        await Benches.ReleaseAsync(Key(6), Left.Bench, CancellationToken.None);
        var none = await NextAsync(Left, null, 5, 6);

        Assert.That((none.Parcel, none.Waiting), Is.EqualTo((default(BenchParcel?), 2)));
        Assert.That((await NextAsync(Right)).Parcel!.OrderId, Is.EqualTo(IdOf(5)), "It is free for others.");
    }

    [Test]
    public async Task What_is_in_hand_is_not_passed_over()
    {
        await EnterAsync(Shop.Decided(5));
        await TakeAsync(5, Left);

        Assert.That((await NextAsync(Left, null, 5)).Parcel!.OrderId, Is.EqualTo(IdOf(5)));
    }

    [Test]
    public void What_is_passed_over_is_named_by_shop_and_id()
    {
        Assert.That(BenchApi.PassedOver([$"{Shop.Domain.ToUpperInvariant()}/{IdOf(5)}"]), Is.EquivalentTo(new[] { Key(5) }));
        Assert.That(BenchApi.PassedOver(Enumerable.Repeat($"{Shop.Domain}/5", 51).ToArray()), Is.Null, "too many");
    }

    [TestCase("5")]
    [TestCase("/5")]
    [TestCase("a-shop/")]
    [TestCase("a-shop/-5")]
    [TestCase("a-shop/5/6")]
    [TestCase("")]
    public void What_names_no_order_cannot_be_passed_over(string name) => Assert.That(BenchApi.PassedOver([name]), Is.Null);

    [Test]
    public async Task A_parcel_in_hand_goes_on_changing_and_one_that_is_emptied_is_in_hand_no_more()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6));
        await NextAsync(Left);

        await EnterAsync(Shop.Decided(5, version: 2) with { Lines = [Shop.Note("Other words")] });
        Assert.That((await NextAsync(Left)).Parcel!.Lines.Single().Text, Is.EqualTo("Other words"));
        await EnterAsync(Shop.Decided(5, version: 3).Passing());

        Assert.That((await NextAsync(Left)).Parcel!.OrderId, Is.EqualTo(IdOf(6)));
    }

    [Test]
    public async Task Neither_packed_nor_finished_parcels_nor_those_of_paused_or_other_shops_are_handed_out()
    {
        await EnterAsync(Shop.Decided(4));
        await PackAsync(4);
        await EnterAsync(Shop.Decided(5));
        await FinishAsync(5, Right);
        await EnterAsync(Shop.Decided(6) with { Shop = Shop.OtherDomain });
        Assert.That((await NextAsync(Left, Shop.Domain)).Parcel, Is.Null);
        Assert.That((await NextAsync(Left)).Waiting, Is.EqualTo(1));

        await WriteAsync(s => s.PauseShopAsync(Shop.OtherDomain, Clock.GetUtcNow()));

        Assert.That((await NextAsync(Left)).Parcel, Is.Null);
    }

    /// <summary>In two processes, each with its own connections.</summary>
    [Test]
    public async Task Many_benches_that_ask_at_once_get_each_parcel_once()
    {
        foreach (var number in Enumerable.Range(4, 24))
        {
            await EnterAsync(Shop.Decided(number) with { CustomerId = number });
        }

        BenchDesk[] processes = [Benches, BenchesOf(Database.Another())];
        var handed = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
            (await processes[n % 2].NextAsync(null, new AtBench($"bench {n}", "Pat"), new HashSet<OrderKey>(), CancellationToken.None)).Parcel?.OrderId))).WaitAsync(Limit.Patience);

        Assert.That(handed.OfType<string>(), Is.EquivalentTo(Enumerable.Range(4, 24).Select(IdOf)));
    }

    [Test]
    public async Task One_bench_that_asks_many_times_at_once_has_one_parcel_in_hand()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6));

        var handed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => NextAsync(Left)))).WaitAsync(Limit.Patience);

        Assert.That(handed.Select(n => n.Parcel!.OrderId).Distinct(), Is.EqualTo(new[] { IdOf(5) }));
    }
}
