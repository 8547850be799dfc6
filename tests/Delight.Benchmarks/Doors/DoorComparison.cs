using Delight.Benchmarks.Load;
using Delight.Benchmarks.Processes;
using Delight.Benchmarks.Writing;
using RabbitMQ.Client;

namespace Delight.Benchmarks.Doors;

/// <summary>Delight's receiver beside bare handlers: how many deliveries a second are kept, how soon each is answered, and what it costs.</summary>
internal sealed class DoorComparison(Workshop workshop, Sizes sizes, Report report)
{
    private readonly IReadOnlyList<byte[]> _requests = Orders.ForADoor();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var servers = await workshop.ServersAsync(cancellationToken);
        await using var place = await FreshPlace.MakeAsync(servers, cancellationToken);
        await using var broker = await RawChannel.OpenAsync(place.RabbitMq, cancellationToken);
        var doors = new List<Door>();
        try
        {
            await foreach (var door in DoorsAsync(place, cancellationToken))
            {
                doors.Add(door);
                await door.StandsAsync(broker, cancellationToken);
                await LoadGenerator.RunAsync(door.Program.Address, _requests, sizes.DoorWarmUp, sizes.Connections, cancellationToken);
                await door.PurgeAsync(broker.Channel, cancellationToken);
            }

            for (var round = 1; round <= sizes.DoorRounds; round++)
            {
                Report.Progress($"Doors, round {round} of {sizes.DoorRounds}");
                foreach (var door in doors)
                {
                    door.Rounds.Add(await MeasureAsync(door, doors, servers, cancellationToken));
                    await door.PurgeAsync(broker.Channel, cancellationToken);
                }
            }

            Write(doors);
        }
        finally
        {
            foreach (var door in doors)
            {
                await door.Program.DisposeAsync();
            }
        }
    }

    private async IAsyncEnumerable<Door> DoorsAsync(FreshPlace place, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await BareAsync("(a) bare: check the signature", ContenderVerb.SignatureDoor, "");
        yield return await BareAsync("(b) bare: check, publish the raw body", ContenderVerb.RawDoor, "raw-orders");
        yield return await BareAsync("(b') bare: check, map by hand, publish", ContenderVerb.MappedDoor, "small-orders");
        var settings = DelightSettings.Distributed("Receiver", workshop.NewFolder(), place);
        yield return new Door(await Contender.StartAsync("(c) Delight's receiver", workshop.Programs.Host, [], settings, cancellationToken), "ledger");

        async Task<Door> BareAsync(string name, string contender, string queue) => new Door(
            await Contender.StartAsync(name, Programs.Own, [ContenderVerb.Name, contender], new ContenderSettings(place.RabbitMq, "", "", queue).Write(), cancellationToken), queue);
    }

    private async Task<DoorRound> MeasureAsync(Door door, List<Door> doors, Servers servers, CancellationToken cancellationToken)
    {
        var noise = new Noise([.. doors.Select(d => d.Program)], servers, TimeProvider.System);
        var (cpu, broker, generator) = (door.Program.Cpu, servers.RabbitMqCpu, Environment.CpuUsage.TotalTime);
        var load = await LoadGenerator.RunAsync(door.Program.Address, _requests, sizes.DoorRequests, sizes.Connections, cancellationToken);
        if (load.Resent > 0)
        {
            throw door.Program.Trouble($"{load.Resent} requests were not answered 200.");
        }

        double PerRequest(TimeSpan time) => time.TotalMicroseconds / sizes.DoorRequests;
        return new DoorRound(
            load.PerSecond, load.Quantile(0.5).TotalMilliseconds, load.Quantile(0.99).TotalMilliseconds, PerRequest(door.Program.Cpu - cpu),
            PerRequest((servers.RabbitMqCpu - broker) ?? default), PerRequest(Environment.CpuUsage.TotalTime - generator), noise.Share());
    }

    private void Write(List<Door> doors)
    {
        report.Line();
        report.Line("## The door");
        report.Line($"Signed orders of {Figure.Whole(_requests.Average(r => r.Length))} bytes with their headers over {sizes.Connections} connections; {Figure.Whole(sizes.DoorRequests)} requests to each door in each of {sizes.DoorRounds} rounds, "
            + $"one door after the other in every round, {Figure.Whole(sizes.DoorWarmUp)} each to warm up. Every answer comes after the publisher confirm of a durable quorum queue (not (a)). Medians of the rounds.");
        report.Table([":", "requests/s", "lowest–highest", "p50 ms", "p99 ms", "CPU µs a request", "of the broker", "peak MB"], doors.Select(d => (IReadOnlyList<string>)
        [
            d.Program.Name, Figure.Whole(d.PerSecond), Figure.Range([.. d.Rounds.Select(r => r.PerSecond)]), Figure.Tenths(d.Median(r => r.P50)), Figure.Tenths(d.Median(r => r.P99)),
            Figure.Whole(d.Median(r => r.Cpu)), Figure.Whole(d.Median(r => r.BrokerCpu)), Figure.Megabytes(d.Program.PeakMemory),
        ]));
        var (b, mapped, delight) = (doors[1], doors[2], doors[3]);
        report.Line($"(c) reaches **{Figure.Ratio(delight.RatioTo(mapped))}** of (b') (aim: 0.80) and **{Figure.Ratio(delight.RatioTo(b))}** of (b) (aim: above 1.00), as the median of the rounds' ratios. "
            + $"The load generator took {Figure.Whole(doors[0].Median(r => r.GeneratorCpu))} µs of CPU a request; others used {Figure.Share(doors.SelectMany(d => d.Rounds).Select(r => r.Others).Median())} of the machine (median of the rounds).");
    }
}

/// <summary>A door under test and the queue behind it.</summary>
internal sealed record Door(Contender Program, string Queue)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public List<DoorRound> Rounds { get; } = [];

    public double PerSecond => Median(r => r.PerSecond);

    public double Median(Func<DoorRound, double> figure) => Rounds.Select(figure).Median();

    /// <summary>Round by round, so that a slower time of the machine weighs on both alike.</summary>
    public double RatioTo(Door other) => Rounds.Zip(other.Rounds, (mine, its) => mine.PerSecond / its.PerSecond).Median();

    /// <summary>Returns when what is posted arrives on the queue.</summary>
    public async Task StandsAsync(RawChannel broker, CancellationToken cancellationToken)
    {
        var probe = Orders.Probe();
        do
        {
            await Task.Delay(Pause, cancellationToken);
            await LoadGenerator.RunAsync(Program.Address, [probe], 1, 1, cancellationToken);
        }
        while (Queue.Length > 0 && await broker.WaitingAsync(Queue, cancellationToken) == 0);
    }

    public Task PurgeAsync(IChannel broker, CancellationToken cancellationToken) =>
        Queue.Length == 0 ? Task.CompletedTask : broker.QueuePurgeAsync(Queue, cancellationToken);
}

/// <summary>One round of one door. Answer times in milliseconds, processor times in microseconds a request.</summary>
internal sealed record DoorRound(double PerSecond, double P50, double P99, double Cpu, double BrokerCpu, double GeneratorCpu, double Others);
