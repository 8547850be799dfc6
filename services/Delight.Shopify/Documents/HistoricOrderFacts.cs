using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>An order from before Delight: what its place in its customer's row needs.</summary>
internal sealed record HistoricOrderFacts
{
    public required long LegacyResourceId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public required bool Test { get; init; }

    /// <summary>In capitals: <c>PARTIALLY_PAID</c>.</summary>
    public string? DisplayFinancialStatus { get; init; }
    public required bool RequiresShipping { get; init; }
    public required MoneyBag CurrentTotalPriceSet { get; init; }

    /// <summary>Absent for a guest's order.</summary>
    public OrderFacts.OrderCustomer? Customer { get; init; }
}

/// <summary>The export of all orders that were made before a moment, by the platform's bulk operations.</summary>
internal static class HistoryInBulk
{
    private const string Placeholder = "2000-01-01T00:00:00Z";
    private static readonly string Text = GraphQlFile.Read("history-in-bulk");
    private static readonly JsonSerializerOptions Options = PlatformJson.With(HistoryInBulkJson.Default);

    public static string Query(DateTimeOffset madeBefore) =>
        Text[Text.IndexOf('{', StringComparison.Ordinal)..].Trim().Replace(Placeholder, UtcText(madeBefore), StringComparison.Ordinal);

    /// <param name="order">A line of the export's file, or the like.</param>
    /// <returns>Nothing when it is no order: it is the same the next time, so one keeps no other from being read.</returns>
    public static HistoricOrderFacts? Read(string order)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoricOrderFacts>(order, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string UtcText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

[JsonSerializable(typeof(HistoricOrderFacts))]
internal sealed partial class HistoryInBulkJson : JsonSerializerContext;
