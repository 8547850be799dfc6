using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Begins an export. Begun twice, the platform refuses the second while the first runs.</summary>
internal sealed record BulkExportStart([property: JsonPropertyName("bulkOperationRunQuery")] BulkExportStart.Payload? Begun)
{
    public static readonly Document<BulkExportStart> Document = Document<BulkExportStart>.Mutation("bulk-export-start", BulkExportStartJson.Default, mayBeRepeated: false);

    public static Variables Of(string query) => new(query);

    public sealed record Payload(Operation? BulkOperation, IReadOnlyList<Refusal> UserErrors);

    public sealed record Operation(string Id);

    /// <param name="Code">Such as <c>OPERATION_IN_PROGRESS</c>.</param>
    public sealed record Refusal(string Message, string? Code);

    public sealed record Variables(string Query);
}

[JsonSerializable(typeof(BulkExportStart))]
[JsonSerializable(typeof(BulkExportStart.Variables))]
internal sealed partial class BulkExportStartJson : JsonSerializerContext;
