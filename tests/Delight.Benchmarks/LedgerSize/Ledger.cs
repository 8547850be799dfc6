using System.Diagnostics;
using Delight.Benchmarks.EndToEnd;
using Delight.Benchmarks.Load;
using Delight.Benchmarks.Processes;
using Delight.Benchmarks.Writing;

namespace Delight.Benchmarks.LedgerSize;

/// <summary>Delight with many known orders, to which more are sent.</summary>
internal sealed class Ledger(Installation installation, string store, int known, Servers? servers) : IAsyncDisposable
{
    // Spreads the new orders over all customers: prime to their number, and far from one to the next.
    private const long Stride = 7_919;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private int _sent;

    public string Store => store;

    public int Known => known;

    public List<LedgerRound> Rounds { get; } = [];

    /// <summary>Sends one more order each of as many customers and waits until all are gifted.</summary>
    public async Task<LedgerRound> SendAsync(int orders, int connections, CancellationToken cancellationToken)
    {
        var requests = Enumerable.Range(_sent, orders)
            .Select(n => Orders.New(known + 1L + n, 1 + (n * Stride % KnownOrders.Customers(known)))).ToArray();
        _sent += orders;
        var (cpu, postgres) = (installation.Door.Cpu, servers?.PostgresCpu);
        var noise = new Noise(installation.Programs, servers, TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        await LoadGenerator.RunAsync(installation.Door.Address, requests, orders, connections, cancellationToken);
        while (await installation.LookAsync(_sent, cancellationToken) is var standing && (standing.Pending > 0 || standing.Gifted < _sent))
        {
            await Task.Delay(Pause, cancellationToken);
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        double PerOrder(TimeSpan time) => time.TotalMicroseconds / orders;
        return new LedgerRound(PerOrder(elapsed), PerOrder(installation.Door.Cpu - cpu), PerOrder(servers?.PostgresCpu - postgres ?? default), noise.Share());
    }

    public double Median(Func<LedgerRound, double> figure) => Rounds.Select(figure).Median();

    public ValueTask DisposeAsync() => installation.DisposeAsync();
}

/// <summary>All in microseconds an order; elapsed from the first post until nothing was pending.</summary>
internal sealed record LedgerRound(double Elapsed, double Cpu, double PostgresCpu, double Others);
