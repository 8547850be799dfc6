using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>What the shop's own people and customers do, without any app.</summary>
public sealed class Merchant
{
    private readonly ShopState shop;

    internal Merchant(ShopState shop) => this.shop = shop;

    /// <summary>The next id that nobody has yet, above 2^53.</summary>
    public long NextId() => shop.NextId();

    /// <summary>An order from before anybody listened: nobody is told.</summary>
    public void Remember(ShopOrder order)
    {
        using var turn = shop.Turn();
        shop.Add(order);
    }

    /// <summary>Orders from before anybody listened, without keeping them: see <see cref="HistoricOrders"/>.</summary>
    public void Remember(HistoricOrders history)
    {
        using var turn = shop.Turn();
        shop.Orders.History = history;
    }

    /// <summary>A look at an order as it is now. It may change while it is looked at.</summary>
    public FakeOrder? Order(long id)
    {
        using var turn = shop.Turn();
        return shop.Orders.Find(id);
    }

    public void Sell(FakeVariant variant)
    {
        using var turn = shop.Turn();
        shop.Variants[variant.Id] = variant;
    }
}
