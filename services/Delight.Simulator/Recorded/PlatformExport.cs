namespace Delight.Simulator;

/// <summary>The order export of the platform's admin pages: one row per line item, an order's own fields on its first row only.
/// It names the customer by e-mail alone, so that customer ids are made up from it.</summary>
internal sealed class PlatformExport(HistoryTable table)
{
    public static readonly string[] Columns = ["Name", "Email", "Financial Status", "Currency", "Total", "Created at"];

    private const string DateExample = "2026-03-01 10:15:00 +0100";

    // Source: the platform's documentation of an order's displayed financial status.
    private static readonly string[] FinancialStatuses =
        ["pending", "authorized", "partially_paid", "paid", "partially_refunded", "refunded", "voided", "expired"];

    private readonly Column id = table.Column("Id");
    private readonly Column name = table.Column("Name");
    private readonly Column email = table.Column("Email");
    private readonly Column financialStatus = table.Column("Financial Status");
    private readonly Column currency = table.Column("Currency");
    private readonly Column total = table.Column("Total");
    private readonly Column createdAt = table.Column("Created at");
    private readonly Column cancelledAt = table.Column("Cancelled at");
    private readonly Column sku = table.Column("Lineitem sku");
    private readonly Column title = table.Column("Lineitem name");
    private readonly Column quantity = table.Column("Lineitem quantity");
    private readonly Column price = table.Column("Lineitem price");
    private readonly Column vendor = table.Column("Vendor");
    private readonly Column requiresShipping = table.Column("Lineitem requires shipping");

    /// <summary>Which of the columns names an order.</summary>
    public Column Naming => id.Exists ? id : name;

    /// <summary>False where ids are made up from the orders' names, so that no webhook names the same.</summary>
    public bool HasIds => id.Exists;

    /// <summary>One after the other, each when its last row is read.</summary>
    /// <param name="seen">Told of each when its first row is read.</param>
    public IEnumerable<ShopOrder> Read(Action<ShopOrder>? seen = null)
    {
        ShopOrder? order = null;
        List<ShopLine> lines = [];
        while (table.Next())
        {
            if (!Continues(order))
            {
                if (order is not null)
                    yield return order;
                lines = new(capacity: 1);
                order = Order(lines);
                seen?.Invoke(order);
            }

            if (table.Text(title).Length > 0)
                lines.Add(Line());
        }

        if (order is not null)
            yield return order;
    }

    /// <summary>A row with neither status nor total belongs to the order before it, whose name it repeats or leaves out.
    /// The date says nothing: the platform writes it on every row.</summary>
    private bool Continues(ShopOrder? before)
    {
        if (table.Text(financialStatus).Length > 0 || table.Text(total).Length > 0)
            return false;

        var named = table.Text(name);
        if (before is not null && (named.Length == 0 || named == before.Name))
            return true;

        throw table.Fault("the row has no \"Financial Status\" and no \"Total\", so that it continues an order, but the row before it is " +
            (before is null ? "the header" : $"of {HistoryTable.Quoted(before.Name)}") + "; start each order with its first row.");
    }

    private ShopOrder Order(List<ShopLine> lines)
    {
        var named = table.Text(name) is { Length: > 0 } text ? text : throw table.Wrong(name, "the order's name", "#1042");
        var mail = table.Text(email).ToLowerInvariant();
        return new()
        {
            Id = table.IdOrNone(id) ?? StableId.Of(named),
            Name = named,
            CustomerId = mail.Length == 0 ? null : StableId.Of(mail),
            CustomerEmail = mail.Length == 0 ? null : mail,
            CreatedAt = table.Date(createdAt, DateExample),
            CancelledAt = table.DateOrNone(cancelledAt, DateExample),
            FinancialStatus = Status(),
            Total = table.Amount(total),
            Currency = table.Currency(currency),
            Lines = lines,
        };
    }

    private string Status()
    {
        var found = table.Text(financialStatus).Replace(' ', '_');
        return Array.Find(FinancialStatuses, status => string.Equals(status, found, StringComparison.OrdinalIgnoreCase))
            ?? throw table.Wrong(financialStatus, "a financial status", "paid, pending, refunded or voided");
    }

    private ShopLine Line() => new(
        table.Text(sku) is { Length: > 0 } known ? known : null,
        table.Text(title),
        table.Text(quantity).Length == 0 ? 1 : table.Quantity(quantity),
        table.Text(price).Length == 0 ? 0 : table.Amount(price),
        table.TrueUnlessFalse(requiresShipping),
        table.Text(vendor) is { Length: > 0 } maker ? maker : null);
}
