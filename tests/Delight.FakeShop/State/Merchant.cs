using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>What the shop's own people and customers do, without any app. Whoever subscribed hears of it, but for what is only remembered.</summary>
public sealed class Merchant
{
    private readonly ShopState shop;

    internal Merchant(ShopState shop) => this.shop = shop;

    /// <summary>How many messages customers got for edits of their orders.</summary>
    public int CustomerNotifications => shop.CustomerNotifications;

    /// <summary>The newest orders first.</summary>
    public IReadOnlyList<FakeOrder> Newest(int most) => In(() => shop.Orders.Read(OrderSort.Created, reverse: true, after: null).Take(most).ToList());

    /// <summary>An order as it is now. It may change while it is looked at.</summary>
    public FakeOrder? Order(long id) => In(() => shop.Orders.Find(id));
    public IReadOnlyList<FakeMetafield> MetafieldsOf(long order) => In(() => shop.Metafields.Values.Where(f => f.Owner == Gid.Of("Order", order)).ToList());
    public FakeCustomer? Customer(long id) => In(() => shop.Customer(id));
    public long OrderCount => In(() => shop.Orders.Count);

    /// <summary>The next id that nobody has yet, above 2^53.</summary>
    public long NextId() => shop.NextId();

    /// <summary>An order from before anybody listened: nobody is told.</summary>
    public FakeOrder Remember(ShopOrder order) => In(() => shop.Add(order));

    /// <summary>Orders from before anybody listened, without keeping them: see <see cref="HistoricOrders"/>.</summary>
    public void Remember(HistoricOrders history) => In(() => shop.Orders.History = history);

    /// <summary>A thing that can be added to orders.</summary>
    public void Sell(FakeVariant variant) => In(() => shop.Variants[variant.Id] = variant);

    public void Register(FakeCustomer customer) => In(() => shop.Customers[customer.Id] = customer);

    /// <summary>A customer orders. The topics are orders/create and, when it is paid, orders/paid.</summary>
    public FakeOrder Place(ShopOrder order, string? note = null) => In(() =>
    {
        var placed = shop.Add(order);
        placed.Note = note;
        shop.Tell(placed, placed.FinancialStatus == "paid" ? ["orders/create", "orders/paid"] : ["orders/create"]);
        return placed;
    });

    public void Pay(long order) => Change(order, it => it.FinancialStatus = "paid", "orders/paid");

    public void Cancel(long order, string reason = "customer") => Change(order, it =>
    {
        it.CancelledAt = FakeOrder.WholeSeconds(shop.Now);
        it.CancelReason = reason;
        it.FinancialStatus = it.FinancialStatus is "paid" or "partially_refunded" ? "refunded" : "voided";
    }, "orders/cancelled");

    /// <summary>Gives money back: all that is left when no amount is said.</summary>
    public void Refund(long order, decimal? amount = null, string? note = null) => In(() =>
    {
        var it = Found(order);
        var refund = new FakeRefund(shop.NextId(), FakeOrder.WholeSeconds(shop.Now), amount ?? it.CurrentTotal, note);
        it.Refunds.Add(refund);
        it.CurrentTotal -= refund.Amount;
        it.FinancialStatus = it.CurrentTotal <= 0 ? "refunded" : "partially_refunded";
        shop.Changed(it);
        shop.Tell("refunds/create", it.Id, () => OrderJson.Refund(it, refund));
    });

    /// <summary>The parcel leaves, or a part of it.</summary>
    public void Fulfil(long order, bool partly = false) =>
        Change(order, it => it.FulfillmentStatus = partly ? "partial" : "fulfilled", partly ? "orders/partially_fulfilled" : "orders/fulfilled");

    public void Archive(long order) => Change(order, it => it.ClosedAt = FakeOrder.WholeSeconds(shop.Now));

    public void WriteNote(long order, string? note) => Change(order, it => it.Note = note);

    public void Tag(long order, string tag) => Change(order, it => it.Tags.Add(tag));

    /// <summary>A person of the shop, or another app, holds the order back.</summary>
    public void Hold(long order, string why) => Change(order, it => it.Holds.Add(new(shop.NextId(), "", "OTHER", why, shop.Now, ByOthers: true)));

    /// <summary>Nobody may edit the order from now on, for this reason.</summary>
    public void Lock(long order, string why) => In(() => Found(order).NotEditable = why);

    public void Unlock(long order) => In(() => Found(order).NotEditable = null);

    /// <summary>A person of the shop adds a line. The topics are orders/edited and orders/updated.</summary>
    public void AddLine(long order, ShopLine line, bool taxable = true) => In(() =>
    {
        var it = Found(order);
        var session = new EditSession(shop.NextId(), it);
        var added = new FakeLine
        {
            Id = shop.NextId(), Title = line.Title, Sku = line.Sku, Vendor = line.Vendor, Quantity = line.Quantity, CurrentQuantity = line.Quantity, Price = line.Price, RequiresShipping = line.RequiresShipping,
            Taxable = taxable,
        };
        var edit = new FakeEdit(session.Id, shop.Now, StaffNote: null, NotifiedCustomer: false, [$"{line.Title}: {line.Quantity} added"]);
        it.Lines.Add(added);
        it.CurrentTotal += line.Price * line.Quantity;
        it.Edits.Add(edit);
        shop.Changed(it);
        shop.Tell("orders/edited", it.Id, () => OrderJson.Edit(it, edit, [(added.Id, line.Quantity)]));
    });

    /// <summary>Two customers become one. The topic is customers/merge.</summary>
    public void MergeCustomers(long kept, long gone) => In(() => shop.Merge(kept, gone));

    private void Change(long order, Action<FakeOrder> change, params string[] topics) => In(() =>
    {
        var it = Found(order);
        change(it);
        shop.Changed(it, topics);
    });

    private FakeOrder Found(long order) => shop.Orders.Find(order) ?? throw new ArgumentException($"The shop has no order {order}.", nameof(order));

    private void In(Action action)
    {
        using var turn = shop.Turn();
        action();
    }

    private T In<T>(Func<T> action)
    {
        using var turn = shop.Turn();
        return action();
    }
}
