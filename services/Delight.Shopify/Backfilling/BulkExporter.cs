using System.Security.Cryptography;
using System.Text;
using Delight.Platform.Store;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Rounds;

namespace Delight.Shopify.Backfilling;

/// <summary>Has the platform write all orders into a file.</summary>
internal sealed class BulkExporter(IShopAdmin admin)
{
    /// <summary>Exports that come to nothing, before pages are read instead.</summary>
    private const int MostAttempts = 3;

    /// <summary>An export that was begun before a crash is taken up; where none can be begun, pages are read.</summary>
    public async Task<BackfillRow> BeginAsync(BackfillRow row, CancellationToken cancellationToken)
    {
        var query = HistoryInBulk.Query(row.Before);
        var answer = await admin.SendAsync(row.Shop, BulkExports.Document, null, Urgency.Background, cancellationToken);
        if (row.Attempts >= MostAttempts || answer.Failure is { Kind: FailureKind.Refused or FailureKind.Unusable })
        {
            return Pages(row);
        }

        if (answer.OrThrow().Begun.Nodes.TakeWhile(o => o.Id != row.Operation).FirstOrDefault(o => IsOurs(o, query, row)) is { } begun)
        {
            return Exporting(row, begun.Id);
        }

        var start = await admin.SendAsync(row.Shop, BulkExportStart.Document, BulkExportStart.Of(query), Urgency.Background, cancellationToken);
        return start.Failure is { Kind: FailureKind.Refused or FailureKind.Unusable } ? Pages(row)
            : start.OrThrow().Begun?.BulkOperation is { } export ? Exporting(row, export.Id) // Unclear is thrown, and the next time it is among those begun.
            : Pages(row);
    }

    public async Task<BackfillRow> LookAsync(BackfillRow row, CancellationToken cancellationToken)
    {
        var export = (await admin.SendAsync(row.Shop, BulkExport.Document, BulkExport.Of(row.Operation!), Urgency.Background, cancellationToken)).OrThrow().BulkOperation;
        return export switch
        {
            { Status: "CREATED" or "RUNNING" or "CANCELING" } => row with { Total = export.RootObjectCount },
            { Status: "COMPLETED", Url: null } => row with { State = BackfillState.Counting, Cursor = null, Total = 0 },
            { Status: "COMPLETED" } => row with { State = BackfillState.Reading, Total = export.RootObjectCount, Url = export.Url },
            { Status: "FAILED", ErrorCode: "ACCESS_DENIED" } => Pages(row),
            _ => Again(row),
        };
    }

    /// <summary>Failed, cancelled, or its file is gone or ends too early.</summary>
    public static BackfillRow Again(BackfillRow row) => row with { State = BackfillState.Asked, Url = null, Attempts = row.Attempts + 1 };

    private static BackfillRow Pages(BackfillRow row) => row.From(BackfillRow.ByPages, FileOf("pages/" + row.AskedAt)) with { State = BackfillState.Reading, Operation = null };

    private static BackfillRow Exporting(BackfillRow row, string export) => row.From(BackfillRow.InBulk, FileOf(export)) with { State = BackfillState.Exporting, Operation = export };

    private static bool IsOurs(BulkExports.Operation export, string query, BackfillRow row) => export.Status is "CREATED" or "RUNNING" or "COMPLETED"
        && Instant.FromStore(row.AskedAt) <= export.CreatedAt.AddSeconds(1) && Words(export.Query).SequenceEqual(Words(query));

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string FileOf(string source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 16));
}
