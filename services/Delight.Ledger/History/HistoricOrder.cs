using Delight.Contracts;
using Delight.Ledger.Standing;

namespace Delight.Ledger.History;

/// <summary>An order from before Delight, as a shop's export has it.</summary>
internal sealed record HistoricOrder
{
    /// <summary>An order whose customer is not known yet, and that else counts.</summary>
    public const string Unmatched = "its customer is not known yet";

    /// <summary>An order that counts and is yet to be put into its customer's row.</summary>
    public const string Importing = "it is being imported";

    /// <summary>An export says less than a webhook of the same moment.</summary>
    private const int BeforeAnyWebhook = -1;
    private const decimal LargestTotal = 1_000_000_000_000;

    public long Id { get; init; }
    public string? Name { get; init; }

    /// <summary>Absent where the file names customers by their addresses alone, and for guests.</summary>
    public long? CustomerId { get; init; }

    /// <summary>Kept as a digest, until the customer is known.</summary>
    public string? Email { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>The platform's word, such as paid.</summary>
    public string? FinancialStatus { get; init; }
    public bool Test { get; init; }
    public bool RequiresShipping { get; init; } = true;

    /// <summary>In whole units of the currency.</summary>
    public decimal Total { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>What is wrong with it, as a sentence; nothing when it can be taken.</summary>
    public string? Fault() =>
        Id < 1 ? "An order has no id, or one below 1."
        : CustomerId < 1 ? $"The order {Id} has a customer's id below 1."
        : CreatedAt.Year is < 1990 or > 2199 || CancelledAt?.Year is < 1990 or > 2199 ? $"The order {Id} was made or cancelled before 1990 or after 2199."
        : Name?.Length > 255 || FinancialStatus?.Length > 64 || Email?.Length > 320 ? $"The order {Id} has a name, status or address that is too long."
        : Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper) ? $"The order {Id} has no currency; give an ISO 4217 code such as USD."
        : Total is < 0 or > LargestTotal ? $"The order {Id} has a total below 0, or larger than any order's."
        : null;

    /// <param name="customerId">Whose it is, when that is known from elsewhere.</param>
    /// <param name="address">Digest of the address under which it may wait.</param>
    public OrderRow Row(string shop, long? customerId, string? address)
    {
        var row = Snapshot.Row(new OrderSeen
        {
            Shop = shop, OrderId = Id, OrderName = string.IsNullOrWhiteSpace(Name) ? $"#{Id}" : Name, CustomerId = CustomerId ?? customerId ?? long.MaxValue, CreatedAt = CreatedAt.ToUniversalTime(),
            UpdatedAt = (CancelledAt ?? CreatedAt).ToUniversalTime(), CancelledAt = CancelledAt, FinancialStatus = FinancialStatus, Test = Test, RequiresShipping = RequiresShipping, Total = Money.Of(Total, Currency!),
            RefundedAt = FinancialStatus == "refunded" ? CancelledAt?.ToUniversalTime() : null, Delivery = new Delivery { Id = Guid.Empty, Topic = "", ReceivedAt = CreatedAt, Receiver = "" },
        });
        var owner = CustomerId ?? customerId;
        return row with
        {
            CustomerId = owner, History = true, Importing = (row.Counts || row.RefundedAt is not null) && owner is not null, Counts = false,
            StateRank = CancelledAt is null ? BeforeAnyWebhook : row.StateRank,
            NotCounting = !row.Counts ? row.NotCounting : owner is null ? Unmatched : Importing, Address = owner is null ? address : null,
        };
    }
}

/// <summary>A customer of a shop's export, by whose address orders are told apart.</summary>
internal sealed record HistoricCustomer(long Id, string? Email);
