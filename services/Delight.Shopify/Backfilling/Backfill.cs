using System.Text.Json;
using Delight.Platform.Store;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Ledger;
using Delight.Shopify.Rounds;
using Microsoft.Extensions.Logging;

namespace Delight.Shopify.Backfilling;

/// <summary>Brings a shop's orders from before Delight into the ledger, step by step; each step is in the store before the next, so that any
/// process goes on from there.</summary>
internal sealed class Backfill(
    IShopAdmin admin, OwnLedger ledger, BackfillRows rows, BulkExporter exporter, BulkFile file, HistoryFeed feed, WhyNot why, TimeProvider time, ILogger<Backfill> log)
{
    private const string AllOrders = "read_all_orders";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>When one was asked for.</summary>
    public async Task RunAsync(string shop, CancellationToken cancellationToken)
    {
        var row = await rows.ClaimAsync(shop, cancellationToken);
        while (row is { IsUnderWay: true })
        {
            try
            {
                row = await rows.SaveAsync(await StepAsync(row, cancellationToken) with { Fault = null }, cancellationToken);
            }
            catch (TakenOverException)
            {
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await rows.LetGoAsync(shop);
                throw;
            }
            catch (Exception failure)
            {
                await StopAsync(shop, failure);
                return;
            }
        }

        if (row is { IsDone: true })
        {
            Log.BackfillDone(log, row.Position, row.Shop, row.Added);
        }
    }

    private async Task<BackfillRow> StepAsync(BackfillRow row, CancellationToken cancellationToken)
    {
        switch (row.State)
        {
            case BackfillState.Asked:
                return await exporter.BeginAsync(row with { Limited = await IsLimitedAsync(row.Shop, cancellationToken) }, cancellationToken);
            case BackfillState.Exporting:
                var looked = await exporter.LookAsync(row, cancellationToken);
                if (looked.State == BackfillState.Exporting)
                {
                    await Task.Delay(BetweenLooks, time, cancellationToken);
                }

                return looked;
            case BackfillState.Reading:
                return await ReadAsync(row, cancellationToken);
            default:
                return await CountAsync(row, cancellationToken);
        }
    }

    private async Task<bool> IsLimitedAsync(string shop, CancellationToken cancellationToken) =>
        (await admin.SendAsync(shop, ShopDetails.Document, null, Urgency.Background, cancellationToken)).OrThrow().CurrentAppInstallation.AccessScopes.All(s => s.Handle != AllOrders);

    private async Task<BackfillRow> ReadAsync(BackfillRow row, CancellationToken cancellationToken)
    {
        if (row.Way == BackfillRow.ByPages)
        {
            return await ReadPagesAsync(row, cancellationToken);
        }

        try
        {
            row = await feed.EnterAsync(row with { LeftOut = 0 }, file.ReadAsync(row.Url!, row.Total, cancellationToken), 0, cancellationToken);
            return row with { State = BackfillState.Counting, Cursor = null };
        }
        catch (FileExpiredException)
        {
            return BulkExporter.Again(row);
        }
        catch (FileBrokeOffException broke) when (broke.Line > 0)
        {
            var stands = (await rows.ReadAsync(row.Shop, cancellationToken))!; // With what came in until then.
            if (stands.BrokeAt == broke.Line)
            {
                return BulkExporter.Again(stands); // It is the file that ends there, and not the network.
            }

            await rows.SaveAsync(stands with { BrokeAt = broke.Line }, cancellationToken);
            throw;
        }
    }

    private async Task<BackfillRow> ReadPagesAsync(BackfillRow row, CancellationToken cancellationToken)
    {
        var page = (await admin.SendAsync(row.Shop, OrdersCreatedBefore.Document, OrdersCreatedBefore.Of(row.Before, row.Cursor), Urgency.Background, cancellationToken)).OrThrow().Orders;
        if (page.PageInfo.Standstill(row.Shop, row.Cursor) is { } failure)
        {
            throw new ShopFailedException(failure);
        }

        var (state, cursor) = page.PageInfo.HasNextPage ? (BackfillState.Reading, page.PageInfo.EndCursor) : (BackfillState.Counting, null);
        return await feed.EnterAsync(row with { State = state, Cursor = cursor }, Each(page.Nodes), row.Position, cancellationToken);
    }

    private async Task<BackfillRow> CountAsync(BackfillRow row, CancellationToken cancellationToken)
    {
        var (orders, next) = await ledger.RankAsync(row.Shop, row.Cursor ?? "0", cancellationToken);
        row = row with { Counted = row.Counted + orders, Cursor = next };
        return next is not null ? row : row with { State = BackfillState.Done, EndedAt = time.GetUtcNow().ToStore(), Url = null };
    }

    /// <summary>What may pass by itself is tried again; the rest is for a person.</summary>
    private async Task StopAsync(string shop, Exception failure)
    {
        var sentence = why.Sentence(failure);
        if (sentence is not null && why.MayPass(failure))
        {
            await rows.PauseAsync(shop, sentence, Pause);
            return;
        }

        Log.BackfillFailed(log, shop, sentence ?? failure.Message, sentence is null ? failure : null);
        await rows.FailAsync(shop, sentence ?? $"It failed: {failure.Message}");
    }

    private static async IAsyncEnumerable<HistoricOrderFacts?> Each(IReadOnlyList<JsonElement> orders)
    {
        await Task.CompletedTask;
        foreach (var order in orders)
        {
            yield return HistoryInBulk.Read(order.GetRawText());
        }
    }
}
