using Delight.Benchmarks.Processes;

namespace Delight.Benchmarks.Writing;

/// <summary>How much of the machine others used while something was measured: what is neither idle nor ours.</summary>
internal sealed class Noise(IReadOnlyList<Contender> contenders, Servers? servers, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly TimeSpan _machine = ProcessFigures.Machine();
    private readonly TimeSpan _ours = Ours(contenders, servers);

    /// <summary>Of all cores' time since the beginning, from 0 to 1.</summary>
    public double Share()
    {
        var others = ProcessFigures.Machine() - _machine - (Ours(contenders, servers) - _ours);
        return Math.Max(0, others / (time.GetElapsedTime(_began) * Environment.ProcessorCount));
    }

    private static TimeSpan Ours(IReadOnlyList<Contender> contenders, Servers? servers) =>
        contenders.Aggregate(Environment.CpuUsage.TotalTime + (servers?.RabbitMqCpu ?? default) + (servers?.PostgresCpu ?? default), (sum, c) => sum + c.Cpu);
}
