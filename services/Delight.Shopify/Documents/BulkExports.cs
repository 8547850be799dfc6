using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>This app's youngest exports.</summary>
internal sealed record BulkExports([property: JsonPropertyName("bulkOperations")] BulkExports.Page Begun)
{
    public static readonly Document<BulkExports> Document = Document<BulkExports>.Query("bulk-exports", BulkExportsJson.Default, firstCost: 20);

    public sealed record Page(IReadOnlyList<Operation> Nodes);

    /// <param name="Query">As it was begun with.</param>
    public sealed record Operation(string Id, string Status, string Query, DateTimeOffset CreatedAt);
}

[JsonSerializable(typeof(BulkExports))]
internal sealed partial class BulkExportsJson : JsonSerializerContext;
