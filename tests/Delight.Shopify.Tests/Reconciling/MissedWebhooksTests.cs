using Delight.Contracts;
using Delight.FakeShops;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;
using Delight.Shopify.Reconciling;
using Delivery = Delight.Contracts.Delivery;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>What never came by webhook is found at the shop, and goes the way of every delivery.</summary>
internal sealed class MissedWebhooksTests(StoreKind kind) : OnReconciling(kind)
{
    [Test]
    public async Task What_never_came_or_is_older_here_is_handed_over_like_a_delivery()
    {
        var (known, never, older) = (Order(TimeSpan.FromHours(3)), Order(TimeSpan.FromHours(2)), Order(TimeSpan.FromHours(1)));
        Knows(known);
        Knows(older, TimeSpan.FromMinutes(5));

        await RunAsync();

        Assert.That(HandedOver.Select(o => o.OrderId), Is.EquivalentTo(new[] { never.Id, older.Id }));
        Assert.That(HandedOver.Select(o => o.Delivery), Has.All.Matches<Delivery>(d => d!.Topic == Delivery.Reconciled && d.Receiver == Intake.ReplayOf(d.Id.ToString()) && d.ReceivedAt == Clock.GetUtcNow()));
        Assert.That(await MissedAsync(), Is.EqualTo(2));
        Assert.That((await RowAsync()) is { Looked: 3, Found: 2, Fault: null });
        Assert.That(Log.Lines.Single(), Does.StartWith($"No webhook had told of 2 orders at {Domain}"));
    }

    [Test]
    public async Task Nothing_that_changed_before_the_shops_webhooks_came_here_is_compared()
    {
        Order(TimeSpan.FromDays(2));

        await RunAsync();

        Assert.That((HandedOver.Length, Ledger.Compared), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_shop_that_is_seen_for_the_first_time_is_compared_from_there_on()
    {
        Setting.LiveSince = null;
        Order(TimeSpan.FromMinutes(30));
        await RunAsync();
        LaterBy(30);
        var since = Order(TimeSpan.FromMinutes(10));

        await RunAsync();

        Assert.That(HandedOver.Select(o => o.OrderId), Is.EqualTo(new[] { since.Id }));
    }

    [Test]
    public async Task Whoever_says_afterwards_since_when_webhooks_come_has_all_compared_from_there_on()
    {
        var live = Setting.LiveSince;
        Setting.LiveSince = null;
        var missed = Order(TimeSpan.FromHours(3));
        await RunAsync();
        Setting.LiveSince = live;
        LaterBy(16);
        await RunAsync();

        Assert.That(HandedOver.Select(o => o.OrderId), Is.EqualTo(new[] { missed.Id }));
        Assert.That((await ReportAsync()).Since, Is.EqualTo(live));
        Knows(missed);
        LaterBy(16);
        await RunAsync();
        Assert.That((HandedOver.Length, Ledger.Compared), Is.EqualTo((1, 1)), "once");
    }

    [Test]
    public async Task What_changed_just_now_waits_for_its_webhook()
    {
        var young = Order(TimeSpan.FromMinutes(1));
        await RunAsync();
        Assert.That(HandedOver, Is.Empty);

        LaterBy(16);
        await RunAsync();
        Assert.That(HandedOver.Select(o => o.OrderId), Is.EqualTo(new[] { young.Id }));
    }

    [Test]
    public async Task Each_state_that_was_missed_counts_once_however_often_it_is_found()
    {
        Order(TimeSpan.FromMinutes(5));
        await RunAsync();
        LaterBy(5); // The ledger has not taken it in yet, and the next comparison begins earlier than this one ended.
        await WriteAsync(s => s.WantReconciliationAsync(Domain, Clock.GetUtcNow()));
        await RunAsync();

        Assert.That(HandedOver.Select(o => o.Delivery.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That((HandedOver.Length, await MissedAsync()), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Handed_over_to_nobody_it_is_handed_over_again_as_the_same_delivery()
    {
        Order(TimeSpan.FromMinutes(5));
        var broken = new PretendBroker { WhenOffered = (_, _) => throw new TimeoutException("The broker is away.") };
        await Process(broken).RunAsync(Setting, CancellationToken.None);
        Assert.That((await RowAsync()).Fault, Is.Not.Null);

        LaterBy(15);
        await RunAsync();

        Assert.That(HandedOver.Single().Delivery.Id, Is.EqualTo(((OrderSeen)broken.Offered.Single().Message).Delivery.Id));
        Assert.That((await MissedAsync(), (await RowAsync()).Fault), Is.EqualTo((1L, (string?)null)));
    }

    [Test]
    public async Task Many_orders_come_by_pages_and_where_it_broke_off_it_goes_on()
    {
        for (var n = 0; n < 100; n++)
        {
            Order(TimeSpan.FromMinutes(700 - (n * 6)));
        }

        var offered = 0;
        var breaks = new PretendBroker { WhenOffered = (_, _) => Interlocked.Increment(ref offered) > 60 ? throw new TimeoutException("The broker is away.") : Task.CompletedTask };
        await Process(breaks).RunAsync(Setting, CancellationToken.None);
        var (seen, row) = (breaks.Offered.Take(60).Select(o => ((OrderSeen)o.Message).OrderId).ToHashSet(), await RowAsync());
        Assert.That(row.Watermark, Is.GreaterThan(row.Since));

        foreach (var id in seen)
        {
            Ledger.Known[id] = Fake.Merchant.Order(id)!.UpdatedAt;
        }

        LaterBy(15);
        await RunAsync();

        Assert.That(seen.Concat(HandedOver.Select(o => o.OrderId)).Distinct().Count(), Is.EqualTo(100));
        Assert.That(await MissedAsync(), Is.EqualTo(100));
        Assert.That((await RowAsync()).Looked, Is.LessThan(100));
    }

    [Test]
    public async Task An_app_that_may_not_read_names_fetches_all_the_rest()
    {
        Fake.Options.SharesNames = false;
        Order(TimeSpan.FromMinutes(5));

        await RunAsync();

        Assert.That(HandedOver.Single() is { CustomerId: 77, CustomerFirstName: null, EmailDigest: null });
    }

    [Test]
    public async Task The_report_says_what_was_missed_today_and_in_all()
    {
        Order(TimeSpan.FromHours(2));
        await RunAsync();
        LaterBy(26 * 60);
        Order(TimeSpan.FromMinutes(5));
        await RunAsync();

        var report = await ReportAsync();

        Assert.That((report.Reconciliation.Missed, report.Reconciliation.MissedLastDay, report.Since), Is.EqualTo((2, 1, Setting.LiveSince)));
        Assert.That(report.Reconciliation.Watermark, Is.EqualTo(Clock.GetUtcNow().AddMinutes(-2)));
    }
}
