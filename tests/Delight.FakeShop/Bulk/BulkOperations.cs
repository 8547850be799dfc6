using GraphQL;
using GraphQL.Execution;

namespace Delight.FakeShops;

/// <summary>Bulk operations, one at a time: read in portions, so that other requests have their turns meanwhile, and written to a
/// file, so that a million orders take no memory.</summary>
public sealed class BulkOperations : IAsyncDisposable
{
    private const int PortionSize = 100;
    private static readonly DocumentExecuter Executer = new();

    private readonly Lock gate = new();
    private readonly List<BulkRun> runs = [];
    private readonly CancellationTokenSource closing = new();
    private readonly string folder = Directory.CreateTempSubdirectory("delight-fake-shop-").FullName;
    private Task running = Task.CompletedTask;

    internal BulkOperations()
    {
    }

    /// <summary>Why new operations are refused; absent for not at all.</summary>
    public string? Refusal { get; set; }

    /// <summary>After how many objects an operation fails; absent for never.</summary>
    public long? FailsAfter { get; set; }

    /// <summary>What it then fails with: INTERNAL_SERVER_ERROR, TIMEOUT or ACCESS_DENIED.</summary>
    public string FailsWith { get; set; } = "INTERNAL_SERVER_ERROR";

    /// <summary>An operation that is asked for waits until this is done: to look at it while it runs.</summary>
    public Task BeginsAfter { get; set; } = Task.CompletedTask;

    internal Uri Address { get; set; } = new("http://127.0.0.1/");
    internal IReadOnlyList<BulkRun> Runs
    {
        get
        {
            lock (gate)
                return [.. runs];
        }
    }

    internal BulkRun? Find(long id) => Runs.FirstOrDefault(run => run.Id == id);

    /// <summary>Absent while another one is under way.</summary>
    internal BulkRun? Begin(ShopState shop, string query, bool grouped)
    {
        lock (gate)
        {
            if (runs.Exists(run => !run.IsOver))
                return null;
            var id = shop.NextId();
            var made = new BulkRun(id, query, grouped, shop.Now) { Path = Path.Combine(folder, $"{id}.jsonl"), Url = new Uri(Address, $"fake/bulk/{id}.jsonl").ToString() };
            runs.Add(made);
            running = Task.Run(() => RunAsync(shop, made, closing.Token));
            return made;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task RunAsync(ShopState shop, BulkRun run, CancellationToken ct)
    {
        await BeginsAfter.WaitAsync(ct);
        run.Status = "RUNNING";
        await using (var file = new FileStream(run.Path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16))
        {
            var portion = new Portion { Size = PortionSize };
            do
            {
                await WriteAsync(shop, run, portion, file, ct);
            }
            while (portion.More && run.Status == "RUNNING");
        }

        run.Status = run.Status switch { "RUNNING" => "COMPLETED", "CANCELING" => "CANCELED", var failed => failed };
        run.CompletedAt = shop.Now;
        shop.Tell("bulk_operations/finish", run.Id, () => new()
        {
            ["admin_graphql_api_id"] = Gid.Of("BulkOperation", run.Id), ["status"] = run.Status.ToLowerInvariant(), ["type"] = "query",
            ["error_code"] = run.ErrorCode?.ToLowerInvariant(), ["created_at"] = run.CreatedAt, ["completed_at"] = run.CompletedAt,
        });
    }

    private async Task WriteAsync(ShopState shop, BulkRun run, Portion portion, FileStream file, CancellationToken ct)
    {
        object? data;
        using (await shop.TurnAsync(ct))
        {
            var result = await Executer.ExecuteAsync(new ExecutionOptions
            {
                Schema = PublishedSchema.Instance, Query = run.Query, ThrowOnUnhandledException = true, Root = new Request { Shop = shop, Bulk = portion }, CancellationToken = ct,
            });
            if (result.Errors is { Count: > 0 } errors)
            {
                (run.Status, run.ErrorCode) = ("FAILED", errors[0].Code == "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR");
                return;
            }

            data = ((RootExecutionNode)result.Data!).ToValue();
        }

        foreach (var (line, root) in BulkLines.Of(data, run.Grouped))
        {
            if (FailsAfter is { } most && run.ObjectCount >= most)
            {
                (run.Status, run.ErrorCode) = ("FAILED", FailsWith);
                return;
            }

            await file.WriteAsync(line, ct);
            file.WriteByte((byte)'\n');
            run.ObjectCount++;
            run.RootObjectCount += root ? 1 : 0;
        }
    }
}
