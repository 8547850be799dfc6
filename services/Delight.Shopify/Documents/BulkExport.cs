using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>How far an export is.</summary>
internal sealed record BulkExport(BulkExport.Operation? BulkOperation)
{
    public static readonly Document<BulkExport> Document = Document<BulkExport>.Query("bulk-export", BulkExportJson.Default, firstCost: 10);

    public static Variables Of(string id) => new(id);

    /// <param name="Status"><c>CREATED</c>, <c>RUNNING</c>, <c>COMPLETED</c>, <c>FAILED</c>, <c>CANCELING</c>, <c>CANCELED</c> or <c>EXPIRED</c>.</param>
    /// <param name="Url">Of its file; absent while it runs, and when it holds nothing.</param>
    public sealed record Operation(string Id, string Status, string? ErrorCode, long RootObjectCount, string? Url);

    public sealed record Variables(string Id);
}

[JsonSerializable(typeof(BulkExport))]
[JsonSerializable(typeof(BulkExport.Variables))]
internal sealed partial class BulkExportJson : JsonSerializerContext;
