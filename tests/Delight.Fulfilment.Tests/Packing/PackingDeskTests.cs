using Delight.Contracts;
using Delight.Fulfilment.Packing;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Tests.Packing;

public class PackingDeskTests(StoreKind kind) : OnEachParcelBook(kind)
{
    [Test]
    public async Task A_parcel_is_packed_and_the_world_is_told()
    {
        await EnterAsync(Shop.Decided(5));

        var packed = await PackAsync(5);

        Assert.That((packed!.State, packed.Version, packed.Lines.Count), Is.EqualTo(("packed", 2, 2)));
        Assert.That(Broker.Offered.Single().Message, Is.EqualTo(packed).UsingPropertiesComparer());
        Assert.That(Broker.Offered.Single().Id, Is.EqualTo(MessageId.Of(packed)));
        Assert.That((await StoryAsync(5))[^1], Is.EqualTo("packing: Pat packed it."));
    }

    [Test]
    public async Task Packed_twice_is_packed_once()
    {
        await EnterAsync(Shop.Decided(5));
        await PackAsync(5);

        var again = await PackAsync(5, "Quinn");

        Assert.That((again!.State, again.Version), Is.EqualTo(("packed", 2)));
        Assert.That(Broker.Offered.Select(p => p.Id), Is.EqualTo(new[] { MessageId.Of(again), MessageId.Of(again) }));
        Assert.That((await StoryAsync(5)).Where(l => l.StartsWith("packing", StringComparison.Ordinal)), Is.EqualTo(new[] { "packing: Pat packed it." }));
    }

    [Test]
    public async Task Packed_by_many_at_the_same_instant_is_packed_once()
    {
        await EnterAsync(Shop.Decided(5));

        var packed = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => PackAsync(5, $"Packer {n}")))).WaitAsync(Limit.Patience);

        Assert.That(packed.Select(p => p!.Version), Is.All.EqualTo(2));
        Assert.That((await StoryAsync(5)).Count(l => l.EndsWith("packed it.", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task An_order_for_which_every_rule_passed_may_be_packed()
    {
        await EnterAsync(Shop.Decided(5).Passing());

        var packed = await PackAsync(5);

        Assert.That((packed!.State, packed.OrderName, packed.Lines.Count), Is.EqualTo(("packed", "#1005", 0)));
    }

    [Test]
    public async Task An_order_of_which_only_the_story_is_known_may_be_packed_and_gets_nothing_later()
    {
        await WriteAsync(s => s.TellAsync([new StoryLine
        {
            Shop = Shop.Domain, SubjectId = Shop.OrderId(5), Key = "seen/1", At = Shop.Day(5), Step = "received", Text = "orders/paid arrived: paid, 20.00 USD.",
        }]));

        Assert.That((await PackAsync(5))?.State, Is.EqualTo("packed"));
        await EnterAsync(Shop.Decided(5));

        Assert.That((await CurrentAsync(5))!.Lines, Is.Empty);
        Assert.That((await CurrentAsync(5))!.OrderName, Is.EqualTo("#1005"));
    }

    [Test]
    public async Task An_order_that_nobody_knows_cannot_be_packed()
    {
        await EnterAsync(Shop.Decided(5) with { Shop = Shop.OtherDomain });

        Assert.That(await PackAsync(5), Is.Null);
        Assert.That(Broker.Offered, Is.Empty);
        Assert.That(await CountAsync("select count(*) from parcels"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_withdrawn_gift_is_not_packed()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(5).Passing() with { Version = 2 });

        var packed = await PackAsync(5);

        Assert.That((packed!.State, packed.Lines.Count), Is.EqualTo(("packed", 0)));
    }

    [Test]
    public async Task Who_got_no_answer_asks_again_and_everything_is_told()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6) with { Ordinal = 5 });
        Broker.WhenOffered = (_, _) => throw new InvalidOperationException("The broker went away.");
        Assert.That(() => PackAsync(5), Throws.InvalidOperationException);

        Broker.WhenOffered = (_, _) => Task.CompletedTask;
        Broker.Offered.Clear();
        await PackAsync(5);

        Assert.That(Broker.Offered.Select(o => (FulfilmentChanged)o.Message).Select(p => (p.OrderId, p.State)), Is.EquivalentTo(new[]
        {
            (Shop.OrderId(5), "packed"), (Shop.OrderId(6), "withdrawn"),
        }));
    }

    [Test]
    public async Task A_parcel_that_gives_way_in_part_is_told_with_what_it_keeps()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6) with { Ordinal = 5 });
        await EnterAsync(Shop.Decided(6, rule: "makers-card") with { Ordinal = 6, Lines = [Shop.Note("A card")] });
        Broker.Offered.Clear();

        await PackAsync(5);

        var told = Broker.Offered.Select(o => (FulfilmentChanged)o.Message).Single(p => p.OrderId == Shop.OrderId(6));
        Assert.That((told.State, told.Lines.Single().Text), Is.EqualTo(("open", "A card")));
    }

    [Test]
    public async Task What_nobody_could_be_told_of_is_told_later_and_once()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6) with { Ordinal = 5 });
        await EnterAsync(Shop.Decided(7) with { Ordinal = 6 });
        await PackAsync(7);
        Broker.WhenOffered = (_, _) => throw new InvalidOperationException("The broker went away.");
        Assert.That(() => PackAsync(5), Throws.InvalidOperationException);
        Broker.WhenOffered = (_, _) => Task.CompletedTask;
        Broker.Offered.Clear();

        await Desk.TellUntoldAsync(CancellationToken.None);
        await Desk.TellUntoldAsync(CancellationToken.None);

        Assert.That(Broker.Offered.Select(o => (FulfilmentChanged)o.Message).Select(p => (p.OrderId, p.State)), Is.EqualTo(new[]
        {
            (Shop.OrderId(5), "packed"), (Shop.OrderId(6), "withdrawn"),
        }));
        Assert.That(Broker.Offered.Select(o => o.Id), Is.EqualTo(Broker.Offered.Select(o => MessageId.Of((FulfilmentChanged)o.Message))));
    }

    [Test]
    public async Task A_parcel_that_is_no_more_is_told_to_nobody()
    {
        await WriteAsync(s => s.ScriptAsync("insert into untold (shop, order_id) values ('gone.myshopify.com', 1)"));

        await Desk.TellUntoldAsync(CancellationToken.None).WaitAsync(Limit.Patience);

        Assert.That(Broker.Offered, Is.Empty);
        Assert.That(await CountAsync("select count(*) from untold"), Is.Zero);
    }

    [Test]
    public async Task A_failure_to_tell_is_said_and_tried_again()
    {
        Broker.WhenOffered = (_, _) => throw new InvalidOperationException("The broker went away.");
        await EnterAsync(Shop.Decided(5));
        Assert.That(() => PackAsync(5), Throws.InvalidOperationException);
        var (clock, log, state) = (new StandingClock(), new Logbook<UntoldParcels>(), new BusState());
        using var telling = new UntoldParcels(Desk, state, clock, log);
        state.LetStand();
        await telling.StartAsync(CancellationToken.None);
        await clock.SomebodyWaitsAsync();
        Broker.WhenOffered = (_, _) => Task.CompletedTask;

        clock.Advance(TimeSpan.FromSeconds(30));
        await Limit.UntilAsync(async () => await CountAsync("select count(*) from untold") == 0, "it is told");
        await telling.StopAsync(CancellationToken.None);

        Assert.That(log.Lines, Is.EqualTo(new[] { "Packed parcels could not be told of: The broker went away. Trying again every half minute." }));
    }

    [Test]
    public async Task Two_parcels_that_hold_the_same_gift_packed_at_the_same_instant_hold_it_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, other) = (100 + round, 200 + round);
            var customer = 1000 + round;
            await EnterAsync(Shop.Decided(one) with { Ordinal = 5, CustomerId = customer });
            await EnterAsync(Shop.Decided(other) with { Ordinal = 5, CustomerId = customer });

            var packed = await Task.WhenAll(Task.Run(() => PackAsync(one)), Task.Run(() => PackAsync(other))).WaitAsync(Limit.Patience);

            Assert.That(packed.Sum(p => p!.Lines.Count), Is.EqualTo(2), $"Round {round}");
        }
    }
}
