using System.Threading.Channels;
using Delight.Benchmarks.Doors;

namespace Delight.Benchmarks.Twins;

/// <summary>The whole way of an order in one process: kept in a journal before the answer, then from channel to channel.
/// What a crash would leave stands in the journal and in the table of work; picking it up again at start is left out here.</summary>
internal static class EmbeddedTwin
{
    private const int Most = 200;
    private const int OnTheWay = 4_000;

    public static async Task RunAsync(ContenderSettings settings, CancellationToken cancellationToken)
    {
        using var writer = new SqliteWriter(settings.Sqlite);
        var kept = Channel.CreateBounded<SmallOrder>(OnTheWay);
        var answers = Channel.CreateBounded<Answer>(OnTheWay);
        var door = BareProgram.RunAsync(async http =>
        {
            if (await TwinDoor.TakeAsync(http) is { } order)
            {
                await writer.WriteAsync(w => w.Keep(order), http.RequestAborted);
                await kept.Writer.WriteAsync(order, http.RequestAborted);
            }
        }, cancellationToken);
        await await Task.WhenAny(door, writer.RunAsync(cancellationToken), RankAsync(writer, kept, answers, cancellationToken), SettleAsync(writer, answers, cancellationToken));
    }

    private static Task RankAsync(SqliteWriter writer, Channel<SmallOrder> kept, Channel<Answer> answers, CancellationToken cancellationToken) => ForBatchesAsync(kept, async orders =>
    {
        var moved = new List<RankedOrder>();
        await writer.WriteAsync(w => orders.ForEach(o => w.Enter(o, moved)), cancellationToken);
        foreach (var order in moved)
        {
            await answers.Writer.WriteAsync(TwinRule.Decide(order), cancellationToken);
        }
    }, cancellationToken);

    private static Task SettleAsync(SqliteWriter writer, Channel<Answer> answers, CancellationToken cancellationToken) =>
        ForBatchesAsync(answers, batch => writer.WriteAsync(w => batch.ForEach(w.Settle), cancellationToken), cancellationToken);

    private static async Task ForBatchesAsync<T>(Channel<T> waiting, Func<List<T>, Task> work, CancellationToken cancellationToken)
    {
        var batch = new List<T>(Most);
        while (await waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            batch.Clear();
            while (batch.Count < Most && waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await work(batch);
        }
    }
}
