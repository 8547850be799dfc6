using Delight.Contracts;
using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Gifts;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;
using Delight.Shopify.Door;
using Delight.Shopify.Tests.Contract;
using Delight.Shopify.WriteBack;
using Delight.Simulator;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Money = Delight.Contracts.Money;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>A shop whose orders follow their parcels, and any number of processes that see to it. Theirs is a clock that tests move.</summary>
internal sealed class WritingShop : IParcelProgress, IAsyncDisposable
{
    public const string Rule = "fourth-to-seventh-order";
    private readonly OpenDoor _door;
    private readonly IStore _store;
    private readonly Wishes _wishes;

    private WritingShop(OpenDoor door, IStore store) => (_door, _store, _wishes) = (door, store, new Wishes(store, this, door.Settings, Clock));

    public StandingClock Clock { get; } = new();

    /// <summary>How far parcels are, of which perhaps no message has come yet.</summary>
    public Dictionary<long, ParcelProgress> Parcels { get; } = [];

    public FakeShop Shop => _door.Shop;

    public Merchant Merchant => Shop.Merchant;

    public string Domain => Shop.Options.Domain;

    public IShopAdmin Admin => _door.Admin;

    public ShopifyShopSettings Settings => _door.Settings.CurrentValue.Shops[0];

    public static async Task<WritingShop> OpenAsync(IStore store, ShopifyShopSettings.WriteBackSettings mode, Action<FakeShopOptions>? furnish = null)
    {
        var door = await OpenDoor.ToAsync("HttpClient", furnish);
        door.Settings.CurrentValue.Shops[0].WriteBack = mode;
        return new WritingShop(door, store);
    }

    /// <returns>Its id.</returns>
    public long Order(string name = "#1042", long? id = null)
    {
        var known = id ?? Merchant.NextId();
        Merchant.Remember(new ShopOrder
        {
            Id = known, Name = name, CustomerId = 77, CreatedAt = Shop.Options.Time.GetUtcNow(), FinancialStatus = "paid", Total = 42.5m, Currency = "USD",
            Lines = [new("TEA-1", "Morning tea", 2, 20m, Vendor: "Leaf & Co")],
        });
        return known;
    }

    public Task WishAsync(long order, long version, params ParcelLine[] lines) => _wishes.EnterAsync(Parcel(order, version, lines), CancellationToken.None);

    public Task RankAsync(long order, DateTimeOffset? createdAt = null, bool counts = true) => _wishes.HoldAsync(new OrderRanked
    {
        Shop = Domain, OrderId = order, OrderName = "#1042", CustomerId = 77, CreatedAt = createdAt ?? Clock.GetUtcNow(), Total = new Money(4250, "USD"), RequiresShipping = true,
        Ordinal = counts ? 5 : null, CountingOrders = counts ? 5 : 0, LifetimeSpend = new Money(4250, "USD"), Version = 1,
    }, CancellationToken.None);

    public Task OweAsync(long order) => _store.WriteAsync(s => s.OweAsync([Owed(order)]), CancellationToken.None);

    public Task SettleAsync(long order) => _store.WriteAsync(s => s.SettleAsync([Owed(order)]), CancellationToken.None);

    /// <summary>All that is due now, by one process.</summary>
    public Task WorkOffAsync(IShopAdmin? admin = null, IStore? store = null) => Process(admin, store).WorkOffAsync(Domain, CancellationToken.None);

    /// <summary>All that is due now, and what comes due after each pause, until nothing more comes.</summary>
    public async Task SettleDownAsync()
    {
        for (var pauses = 0; pauses < 8; pauses++)
        {
            await WorkOffAsync();
            Clock.Advance(TimeSpan.FromMinutes(3));
        }
    }

    /// <summary>Until the shop was asked for the last time whether it takes by now what it refused.</summary>
    public async Task WaitOutRefusalsAsync()
    {
        foreach (var minutes in (int[])[1, 4, 25])
        {
            Clock.Advance(TimeSpan.FromMinutes(minutes));
            await WorkOffAsync();
        }
    }

    public FakeLine[] Gifts(long order) => [.. Merchant.Order(order)!.Lines.Where(l => l.Sku != "TEA-1" && l.CurrentQuantity > 0)];

    public string? Note(long order) => Merchant.MetafieldsOf(order).SingleOrDefault()?.Value;

    public async Task<string[]> StoryAsync(long order) => [.. (await _store.ReadAsync(s => s.StoryAsync(Domain, order), CancellationToken.None)).Select(l => l.Text)];

    public static ParcelLine Tea(int quantity = 1) => new()
    {
        Rule = Rule, Kind = LineKind.Extra, Sku = "DELIGHT-TEA", Title = "A tin of tea for one", Quantity = quantity, Why = "4th to 7th order matched: this is the customer's 5th",
    };

    public static ParcelLine Candle() => new() { Rule = Rule, Kind = LineKind.Extra, Sku = "DELIGHT-CANDLE", Title = "A small beeswax candle", Quantity = 1, Why = "4th to 7th order matched: this is the customer's 5th" };

    public static ParcelLine Words() => new() { Rule = Rule, Kind = LineKind.HandwrittenNote, Quantity = 1, Text = "Dear Ada, this is your fifth.", Why = "4th to 7th order matched: this is the customer's 5th" };

    public Task<ParcelProgress> OfAsync(ISession session, string shop, long orderId) => Task.FromResult(Parcels.GetValueOrDefault(orderId));

    public async ValueTask DisposeAsync()
    {
        await _wishes.DisposeAsync();
        await _door.DisposeAsync();
    }

    private FulfilmentChanged Parcel(long order, long version, ParcelLine[] lines) => new()
    {
        Shop = Domain, OrderId = order, OrderName = "#1042", CustomerId = 77, Ordinal = 5, State = lines.Length > 0 ? ParcelState.Open : ParcelState.Withdrawn, Lines = lines, Version = version,
    };

    private WriteBackRun Process(IShopAdmin? admin, IStore? store)
    {
        var (kept, table) = (store ?? _store, new WrittenTable(store ?? _store, Clock));
        var topology = new Topology([new QueueConsumer(Queues.OfRule(Rule), typeof(IConsumer<OrderRanked>))], []);
        var writer = new OrderWriter(admin ?? Admin, table, new OrderNoting(table), new OrderEditing(table), new OrderHolding(table, kept, this, topology, Clock),
            _door.Settings, Clock, NullLogger<OrderWriter>.Instance);
        return new WriteBackRun(table, writer, _door.Settings, new BusState(), Clock, NullLogger<WriteBackRun>.Instance);
    }

    private WorkItem Owed(long order) => new() { Shop = Domain, SubjectId = order, Worker = Queues.OfRule(Rule), Version = 1, Cause = "" };
}
