using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Ledger.Standing;

/// <summary>What a snapshot says, ready for the table; decides which of two snapshots of an order is the newer, and whether it counts.</summary>
internal static class Snapshot
{
    private static readonly string[] Counting = ["authorized", "partially_paid", "paid", "partially_refunded"];

    /// <summary>Sorts before every digit, so that what a webhook says of the same moment stands.</summary>
    private const string Fetched = "!";

    // Read back by us alone: letters stay letters.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static OrderRow Row(OrderSeen order)
    {
        var because = NotCounting(order);
        var row = new OrderRow
        {
            Shop = order.Shop,
            OrderId = order.OrderId,
            OrderName = order.OrderName,
            CustomerId = order.CustomerId,
            FirstName = order.CustomerFirstName,
            CreatedAt = order.CreatedAt.ToStore(),
            UpdatedAt = order.UpdatedAt.ToStore(),
            ReceivedAt = order.Delivery.ReceivedAt.ToStore(),
            StateRank = StateRank(order),
            Counts = because is null,
            NotCounting = because,
            Fulfilled = order.Fulfilled,
            RequiresShipping = order.RequiresShipping,
            TotalMinor = order.Total.Minor,
            Currency = order.Total.Currency,
            Locale = order.Locale,
            CustomerTags = order.CustomerTags.Count == 0 ? null : JsonSerializer.Serialize(order.CustomerTags, Plain),
            Request = order.SpecialRequest,
            Items = order.Items.Count == 0 ? null : JsonSerializer.Serialize(order.Items, Plain),
            RefundedAt = order.RefundedAt?.ToStore(),
        };
        return row with
        {
            Facts = FactsOf(row),
            Digest = (order.Delivery.Topic == Delivery.Reconciled ? Fetched : "") + Hash($"{FactsText(row)}\u001f{row.UpdatedAt}\u001f{order.CancelledAt?.ToStore()}\u001f{order.FinancialStatus}\u001f{order.Test}"),
        };
    }

    /// <summary>As an order of whom the snapshot's customer was merged into. The snapshot's own fingerprint stays what it says itself, so that the
    /// same one is known again whether it came before the merge or after it.</summary>
    public static OrderRow Of(OrderRow row, long? customerId)
    {
        var kept = row with { CustomerId = customerId };
        return row.CustomerId == customerId ? row : kept with { Facts = FactsOf(kept) };
    }

    /// <summary>Fingerprint of all that a rule may look at.</summary>
    public static string FactsOf(OrderRow row) => Hash(FactsText(row));

    /// <summary>Newest by the platform's time; equal times by how far the order has come; then by content, never by arrival.</summary>
    public static bool IsNewer(OrderRow candidate, OrderRow known) =>
        (candidate.UpdatedAt, candidate.StateRank).CompareTo((known.UpdatedAt, known.StateRank)) is var order
        && (order > 0 || (order == 0 && string.CompareOrdinal(candidate.Digest, known.Digest) > 0));

    /// <summary>The second half of "it does not count: …"; nothing when it counts.</summary>
    private static string? NotCounting(OrderSeen order) =>
        order.Test ? "it is a test order"
        : order.CancelledAt is not null ? "it is cancelled"
        : !Counting.Contains(order.FinancialStatus) ? $"its payment is {order.FinancialStatus ?? "not known"}"
        : order.CustomerId is null ? "it has no customer (guest checkout)"
        : null;

    private static int StateRank(OrderSeen order) =>
        (order.CancelledAt is null ? 0 : 100) + (10 * PaymentRank(order.FinancialStatus)) + (order.Fulfilled ? 1 : 0);

    private static int PaymentRank(string? status) => status switch
    {
        "refunded" or "voided" or "expired" => 6,
        "partially_refunded" => 5,
        "paid" => 4,
        "partially_paid" => 3,
        "authorized" => 2,
        "pending" => 1,
        _ => 0,
    };

    private static string FactsText(OrderRow row) =>
        $"{row.OrderName}\u001f{row.CustomerId}\u001f{row.FirstName}\u001f{row.CreatedAt}\u001f{row.NotCounting}\u001f{row.Fulfilled}\u001f{row.RequiresShipping}\u001f{row.TotalMinor}\u001f{row.Currency}{Words(row)}";

    /// <summary>Nothing for an order without them, which has the fingerprint that it had before there were any.</summary>
    private static string Words(OrderRow row) => row is { Locale: null, CustomerTags: null, Request: null, Items: null, RefundedAt: null } ? ""
        : $"\u001f{row.Locale}\u001f{row.CustomerTags}\u001f{row.Request}\u001f{row.Items}\u001f{row.RefundedAt}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
