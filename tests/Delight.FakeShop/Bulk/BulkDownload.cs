using Microsoft.AspNetCore.Http;

namespace Delight.FakeShops;

/// <summary>The file of an operation, whole or from where a reader was cut off.</summary>
internal static class BulkDownload
{
    public static async Task ServeAsync(HttpContext http, long id, FakeShop shop)
    {
        var fault = shop.Faults.Take("bulk");
        shop.Log.Add(new(shop.Options.Time.GetUtcNow(), "bulk", "bulk", http.Request.Headers.Range, Cost: 0, fault?.Kind.ToString() ?? "data", ""));
        if (shop.Bulk.Find(id) is not { IsOver: true } run)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (fault is { Kind: FaultKind.CutAfter })
            await HalfAsync(http, run.Path);
        else if (fault.IsBefore())
            await FaultyAnswer.WriteAsync(http, fault!, shop.Options.Time);
        else
            await Results.File(run.Path, "application/jsonl", enableRangeProcessing: true).ExecuteAsync(http);
    }

    private static async Task HalfAsync(HttpContext http, string path)
    {
        var bytes = await File.ReadAllBytesAsync(path, http.RequestAborted);
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }
}
