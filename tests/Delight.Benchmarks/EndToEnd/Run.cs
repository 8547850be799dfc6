using System.Diagnostics;
using Delight.Benchmarks.Load;
using Delight.Benchmarks.Processes;
using Delight.Benchmarks.Writing;

namespace Delight.Benchmarks.EndToEnd;

/// <summary>What one run of all orders through one installation came to. Processor times in microseconds a delivery.</summary>
internal sealed record Run
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MayTake = TimeSpan.FromMinutes(10);

    /// <summary>From the first post until all was answered 200.</summary>
    public required TimeSpan Posted { get; init; }

    /// <summary>From the first post until nothing was pending.</summary>
    public required TimeSpan Drained { get; init; }
    public required double PerSecond { get; init; }
    public required double Cpu { get; init; }
    public required double RabbitMqCpu { get; init; }
    public required double PostgresCpu { get; init; }
    public required long Resent { get; init; }
    public required IReadOnlyList<(string Program, double Cpu, double PeakBytes)> Programs { get; init; }
    public required double Others { get; init; }

    /// <exception cref="InvalidOperationException">The result is not the right one.</exception>
    public static async Task<Run> OfAsync(Installation installation, Orders orders, Sizes sizes, Servers? servers, CancellationToken cancellationToken)
    {
        await StandsAsync(installation, cancellationToken);
        var noise = new Noise(installation.Programs, servers, TimeProvider.System);
        var cpu = installation.Programs.Select(p => p.Cpu).ToArray();
        var (rabbitMq, postgres) = (servers?.RabbitMqCpu, servers?.PostgresCpu);
        var count = orders.Requests.Count;
        var began = Stopwatch.GetTimestamp();
        var load = await LoadGenerator.RunAsync(installation.Door.Address, orders.Requests, count, sizes.Connections, cancellationToken);
        var standing = await DrainedAsync(installation, began, count + 1, cancellationToken);
        var drained = Stopwatch.GetElapsedTime(began);
        if (standing.Gifted != orders.Gifted || standing.Known != count + 1)
        {
            throw installation.Door.Trouble($"{standing.Known} orders are known and {standing.Gifted} gifted; {count + 1} and {orders.Gifted} would be right.");
        }

        double PerDelivery(TimeSpan time) => time.TotalMicroseconds / count;
        var programs = installation.Programs.Select((p, i) => (p.Name, PerDelivery(p.Cpu - cpu[i]), (double)p.PeakMemory)).ToArray();
        return new Run
        {
            Posted = load.Elapsed, Drained = drained, PerSecond = count / drained.TotalSeconds, Resent = load.Resent, Programs = programs, Cpu = programs.Sum(p => p.Item2),
            RabbitMqCpu = PerDelivery(servers?.RabbitMqCpu - rabbitMq ?? default), PostgresCpu = PerDelivery(servers?.PostgresCpu - postgres ?? default), Others = noise.Share(),
        };
    }

    /// <summary>Returns when an order that never counts has come all the way.</summary>
    private static async Task StandsAsync(Installation installation, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await LoadGenerator.RunAsync(installation.Door.Address, [Orders.Probe()], 1, 1, cancellationToken);
        while (await installation.LookAsync(1, cancellationToken) is not { Known: 1, Pending: 0 })
        {
            await PauseAsync(installation, began, cancellationToken);
        }
    }

    private static async Task<Standing> DrainedAsync(Installation installation, long began, int sent, CancellationToken cancellationToken)
    {
        while (true)
        {
            var standing = await installation.LookAsync(sent, cancellationToken);
            if (standing.Pending == 0)
            {
                return standing;
            }

            await PauseAsync(installation, began, cancellationToken);
        }
    }

    private static Task PauseAsync(Installation installation, long began, CancellationToken cancellationToken) =>
        Stopwatch.GetElapsedTime(began) < MayTake ? Task.Delay(Pause, cancellationToken) : throw installation.Door.Trouble($"work is still pending after {MayTake.TotalMinutes:N0} minutes.");
}
