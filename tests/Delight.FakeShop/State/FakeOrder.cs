using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>An order as the shop keeps it. Only read it: changes go through <see cref="Merchant"/> and the API.</summary>
public sealed class FakeOrder
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public long? CustomerId { get; internal set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? CancelledAt { get; internal set; }

    /// <summary>The platform's word in small letters, for instance <c>customer</c>.</summary>
    public string? CancelReason { get; internal set; }

    /// <summary>When it was archived.</summary>
    public DateTimeOffset? ClosedAt { get; internal set; }
    public bool Test { get; init; }
    public required string FinancialStatus { get; set; }

    /// <summary>Absent, <c>partial</c> or <c>fulfilled</c>.</summary>
    public string? FulfillmentStatus { get; internal set; }
    public required string Currency { get; init; }

    /// <summary>What was to pay at first.</summary>
    public required decimal Total { get; init; }

    /// <summary>What is to pay after edits and refunds.</summary>
    public decimal CurrentTotal { get; internal set; }
    public string? Note { get; internal set; }
    public string? Locale { get; init; }
    public IList<string> Tags { get; } = [];
    public IList<FakeLine> Lines { get; } = [];
    public IList<FakeRefund> Refunds { get; } = [];
    public IList<FakeEdit> Edits { get; } = [];
    public IList<FakeHold> Holds { get; } = [];

    /// <summary>Why nobody may edit it, besides its own state; empty for most.</summary>
    public string? NotEditable { get; internal set; }

    /// <summary>Known beforehand for orders of a made-up history; absent for others, whose place is counted.</summary>
    internal int? HistoricIndex { get; init; }

    internal IEnumerable<FakeLine> CurrentLines => Lines.Where(line => line.CurrentQuantity > 0);

    internal static FakeOrder Of(ShopOrder order, int? historicIndex = null)
    {
        var created = WholeSeconds(order.CreatedAt);
        var made = new FakeOrder
        {
            Id = order.Id, Name = order.Name, CustomerId = order.CustomerId, CreatedAt = created, UpdatedAt = order.CancelledAt is { } at ? WholeSeconds(at) : created,
            CancelledAt = order.CancelledAt, CancelReason = order.CancelledAt is null ? null : "customer", Test = order.Test,
            FinancialStatus = order.FinancialStatus, Currency = order.Currency, Total = order.Total, CurrentTotal = order.Total, Locale = "en", HistoricIndex = historicIndex,
        };
        IReadOnlyList<ShopLine> lines = order.Lines.Count > 0 ? order.Lines : [new(Sku: null, "Goods", 1, order.Total)];
        for (var place = 0; place < lines.Count; place++)
        {
            var line = lines[place];
            made.Lines.Add(new()
            {
                Id = unchecked((order.Id * 31) + place) & long.MaxValue, Title = line.Title, Sku = line.Sku, Quantity = line.Quantity, CurrentQuantity = line.Quantity,
                Price = line.Price, RequiresShipping = line.RequiresShipping, Vendor = line.Vendor,
            });
        }

        return made;
    }

    // The platform's times have no parts of seconds.
    internal static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>Why an edit would be refused; empty when it would not.</summary>
    internal IEnumerable<string> EditErrors()
    {
        if (CancelledAt is not null)
            yield return "The order has been cancelled and cannot be edited.";
        if (FulfillmentStatus == "fulfilled")
            yield return "The order has no unfulfilled line items and cannot be edited.";
        if (NotEditable is not null)
            yield return NotEditable;
    }
}

public sealed record FakeRefund(long Id, DateTimeOffset At, decimal Amount, string? Note);

/// <summary>An edit as the shop's people see it in the order's story.</summary>
public sealed record FakeEdit(long Id, DateTimeOffset At, string? StaffNote, bool NotifiedCustomer, IReadOnlyList<string> Changes);

/// <param name="ByOthers">Another app or a person of the shop holds it.</param>
public sealed record FakeHold(long Id, string Handle, string Reason, string? Notes, DateTimeOffset At, bool ByOthers = false);
