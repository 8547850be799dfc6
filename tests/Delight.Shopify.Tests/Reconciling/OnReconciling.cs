using Delight.Contracts;
using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Door;
using Delight.Shopify.Ledger;
using Delight.Shopify.Reconciling;
using Delight.Shopify.Reporting;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>A shop whose webhooks have come here for a day, and processes that compare.</summary>
internal abstract class OnReconciling(StoreKind kind) : OnShop(kind)
{
    protected StandingClock Standing { get; } = new();

    protected Logbook<Reconciliation> Log { get; private set; } = new();

    protected Logbook<LeftOutRows> LeftOutLog { get; private set; } = new();

    protected Logbook<MissedMerges> MergeLog { get; private set; } = new();

    protected Logbook<OrdinalCheck> OrdinalLog { get; private set; } = new();

    // A clock that stands fills no bucket.
    protected override void Furnish(FakeShopOptions options) => (options.Time, options.MaximumAvailable) = (Standing, 1_000_000);

    [SetUp]
    public void LiveForADay()
    {
        (Log, LeftOutLog, MergeLog, OrdinalLog) = (new(), new(), new(), new());
        Setting.LiveSince = Clock.GetUtcNow().AddDays(-1);
    }

    /// <summary>Another process of the installation.</summary>
    protected Reconciliation Process(IHandover? handover = null, IShopAdmin? admin = null, OwnLedger? own = null, TimeProvider? clock = null)
    {
        var (store, time) = (Store, clock ?? Clock);
        var (backfills, rows) = (new BackfillRows(store, time), new ReconciliationRows(store, time));
        return new Reconciliation(new ChangedOrders(admin ?? Door.Admin), own ?? Own, rows, new MissedOrders(store, handover ?? Broker, time),
            new MissedMerges(admin ?? Door.Admin, store, handover ?? Broker, time, MergeLog), new LeftOutRows(store, time, LeftOutLog), new OwnBacklog(store, time),
            new OrdinalCheck(own ?? Own, backfills, new DriftRows(store, time), OrdinalLog),
            Door.Settings, Why(store), time, Log);
    }

    protected Task RunAsync() => Process().RunAsync(Setting, CancellationToken.None);

    /// <summary>So that it is time again.</summary>
    protected void LaterBy(double minutes) => Standing.Advance(TimeSpan.FromMinutes(minutes));

    protected void Knows(FakeOrder order, TimeSpan? behind = null) => Ledger.Known[order.Id] = order.UpdatedAt - (behind ?? TimeSpan.Zero);

    protected async Task<ReconciliationRow> RowAsync() => (await new ReconciliationRows(Store, Clock).ReadAsync(Domain, CancellationToken.None))!;

    protected async Task<long> MissedAsync() => (await ReadAsync(s => s.SumsAsync(Domain))).GetValueOrDefault(MissedOrders.Sum);

    protected OrderSeen[] HandedOver => [.. Broker.Offered.Select(o => o.Message).OfType<OrderSeen>()];

    protected Task<ShopView> ReportAsync() => new ShopReport(Store, new BackfillRows(Store, Clock), new ReconciliationRows(Store, Clock), new DriftRows(Store, Clock), new LeftOutRows(Store, Clock, LeftOutLog), new WriteBackReport(Store), Clock).OfAsync(Setting, CancellationToken.None);
}
