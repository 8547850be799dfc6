using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Shopify.Ledger;
using Delight.Shopify.Rounds;
using Delight.Shopify.Tests.Contract;
using Delight.Simulator;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>A shop that can be asked, a ledger and a broker, over each kind of store.</summary>
internal abstract class OnShop(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private OpenDoor? _door;
    private PretendLedger? _ledger;
    private OwnLedger? _own;

    protected OpenDoor Door => _door!;

    protected FakeShop Fake => Door.Shop;

    protected PretendLedger Ledger => _ledger!;

    protected OwnLedger Own => _own!;

    protected PretendBroker Broker { get; private set; } = new();

    protected TimeProvider Clock => Fake.Options.Time;

    protected ShopifySettings Settings => Door.Settings.CurrentValue;

    protected ShopifyShopSettings Setting => Settings.Shops[0];

    protected string Domain => Fake.Options.Domain;

    protected virtual void Furnish(FakeShopOptions options)
    {
    }

    [SetUp]
    public async Task OpenShop()
    {
        _door = await OpenDoor.ToAsync("HttpClient", Furnish);
        _ledger = new PretendLedger();
        _own = new OwnLedger(_ledger.Api);
        Broker = new PretendBroker();
    }

    [TearDown]
    public async Task CloseShop()
    {
        _own?.Dispose();
        _ledger?.Dispose();
        if (_door is not null)
        {
            await _door.DisposeAsync();
        }
    }

    protected static WhyNot Why(IStore store) => new(store, new BusState());

    /// <summary>An order of the shop that was made so long ago; nobody was told.</summary>
    protected FakeOrder Order(TimeSpan age, long customer = 77, string status = "paid") => Fake.Merchant.Remember(new ShopOrder
    {
        Id = Fake.Merchant.NextId(), Name = $"#{Fake.Merchant.OrderCount + 1000}", CustomerId = customer, CustomerFirstName = "Ada", CustomerEmail = "ada@example.com",
        CreatedAt = FakeOrder.WholeSeconds(Clock.GetUtcNow() - age), FinancialStatus = status, Total = 42.5m, Currency = "USD",
        Lines = [new("TEA-1", "Morning tea", 2, 20m, Vendor: "Leaf & Co")],
    });
}
