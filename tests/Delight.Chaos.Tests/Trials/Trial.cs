using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Delight.ChaosTests.Figures;
using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests.Trials;

/// <summary>One fault, done to an installation while a shop sells: it ends with a count of its own of what became of everything sent.</summary>
internal sealed class Trial : IAsyncDisposable
{
    /// <summary>The fewest processes in which each step is apart from the door.</summary>
    public static readonly IReadOnlyList<string[]> FewProcesses = [["Receiver"], ["Ledger", "Rules", "Fulfilment"], ["Dashboard"]];

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);
    private readonly string _fault;
    private readonly Stopwatch _sinceFault = new();
    private Answers? _answers;

    private Trial(string fault) => _fault = fault;

    public Installation Installation { get; private set; } = null!;

    public BusyShop Shop { get; } = new();

    public Answers Answers => _answers!;

    /// <summary>Of the largest process, when it was watched.</summary>
    public long? PeakMegabytes { get; private set; }

    /// <param name="fault">As the table names it.</param>
    public static async Task<Trial> CreateAsync(string fault, Arrangement? arrangement = null, bool behindWire = false, Form form = Form.Distributed)
    {
        var trial = new Trial(fault);
        arrangement ??= new Arrangement();
        trial.Installation = await Installation.CreateAsync(form, moreShops: 1, behindWire: behindWire, arrangement: arrangement with
        {
            Roles = arrangement.Roles ?? FewProcesses,
            Settings = new Dictionary<string, string>(arrangement.Settings)
            {
                ["Logging__Console__FormatterName"] = "simple",
                ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
            },
            Posting = posting => trial._answers = new Answers(posting),
        });
        return trial;
    }

    public static async Task<Trial> StartAsync(string fault, Arrangement? arrangement = null, Form form = Form.Distributed)
    {
        var trial = await CreateAsync(fault, arrangement, form: form);
        await trial.Installation.StartOrEndAsync();
        return trial;
    }

    public HostProcess Process(Index number) => (HostProcess)Installation.Processes[number];

    public Task<SendReport> SellAsync(int orders, int connections = 16) => Installation.SendAsync(Shop.Sell(orders), connections);

    /// <summary>Sells, at a pace that leaves time for things to happen, until the fault is over and some time beyond.</summary>
    public async Task SellDuringAsync(Task fault, int ordersAtATime = 40)
    {
        using var pace = new PeriodicTimer(Pace);
        do
        {
            await SellAsync(ordersAtATime);
        }
        while (await pace.WaitForNextTickAsync() && !fault.IsCompleted);

        await fault;
        await SellAsync(ordersAtATime);
    }

    /// <summary>Completes when so many more deliveries were answered 200.</summary>
    public Task AcceptedAsync(int more)
    {
        var then = Answers.Accepted + more;
        return Eventually.BecomesTrueAsync($"{then} deliveries are accepted", () => Task.FromResult(Answers.Accepted >= then));
    }

    /// <summary>From here the time to recover is measured.</summary>
    public void FaultIsOver() => _sinceFault.Restart();

    /// <summary>Waits until all is settled, adds the row to the table, and is content with nothing but exactness.</summary>
    public async Task EndsExactlyAsync(TimeSpan? within = null, string shop = Installation.Shop, bool watchMemory = false)
    {
        var count = await SettledAsync(within ?? TimeSpan.FromMinutes(3), shop);
        PeakMegabytes = watchMemory ? Installation.Processes.Max(p => Peak((HostProcess)p)) : null;
        WholeRun.Add(new Row(_fault, Answers.Accepted, count.Lost, count.Doubled, _sinceFault.Elapsed)
        {
            Half = Answers.Percentile(0.5),
            NearlyAll = Answers.Percentile(0.99),
            Longest = Answers.Longest,
            Refused = Answers.Of(HttpStatusCode.ServiceUnavailable),
            PeakMegabytes = PeakMegabytes,
        });
        TestContext.Out.WriteLine($"{Shop.Sold.Count} orders; answers: {Answers.Summary()}");
        if (!count.IsSettled)
        {
            TestContext.Out.WriteLine($"Never settled: {count.Stats}\n{Installation.LastWords()}");
        }

        count.IsExact();
        await NothingGaveUpAsync();
    }

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    private async Task<Count> SettledAsync(TimeSpan within, string shop)
    {
        var limit = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        Count? count = null;
        do
        {
            try
            {
                count = await Count.OfAsync(Installation, Shop.Sold, shop);
            }
            catch (HttpRequestException) when (limit.Elapsed < within && Process(^1).IsRunning)
            {
                // The API may not have recovered yet itself.
            }
            catch (HttpRequestException gone)
            {
                throw new InvalidOperationException($"{_fault}: the API does not answer any more.\n{Installation.LastWords()}", gone);
            }
        }
        while (count is not { IsSettled: true } && limit.Elapsed < within && await timer.WaitForNextTickAsync());

        return count ?? throw new TimeoutException($"{_fault}: the API did not answer within {within}.");
    }

    /// <summary>The kernel's own high-water mark of resident memory, in MB.</summary>
    private static long Peak(HostProcess process) => File.ReadLines($"/proc/{process.Id}/status")
        .Where(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024).Single();

    private async Task NothingGaveUpAsync()
    {
        var queues = await Installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/queues");
        var errors = queues.GetProperty("queues").EnumerateArray()
            .ToDictionary(q => q.GetProperty("name").GetString()!, q => q.GetProperty("errorDepth").GetInt64());
        Assert.That(errors.Where(e => e.Value > 0), Is.Empty, "error queues");
    }
}
