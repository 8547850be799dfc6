using System.Globalization;

namespace Delight.Benchmarks.Processes;

/// <summary>What the kernel says of a process (proc(5)).</summary>
internal static class ProcessFigures
{
    /// <summary>USER_HZ, the same on every Linux that runs .NET.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time since its start, the kernel's work for it included.</summary>
    public static TimeSpan Cpu(int process) => Stat(process) is { } stat ? Seconds(stat[11] + stat[12]) : TimeSpan.Zero;

    /// <summary>The same with its children, those that have ended included: a database server works in them.</summary>
    public static TimeSpan CpuWithChildren(int process) => Stat(process) is { } stat
        ? Seconds(stat[11] + stat[12] + stat[13] + stat[14]) + Children(process).Aggregate(TimeSpan.Zero, (sum, child) => sum + Cpu(child))
        : TimeSpan.Zero;

    /// <summary>The most memory it ever had, in bytes.</summary>
    public static long PeakMemory(int process) => 1024 * File.ReadLines($"/proc/{process}/status")
        .Where(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(l => long.Parse(l.AsSpan("VmHWM:".Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture))
        .FirstOrDefault();

    /// <summary>Processor time of the whole machine since its start, whoever used it.</summary>
    public static TimeSpan Machine()
    {
        // cpu user nice system idle iowait irq softirq steal …
        var cpu = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse).ToArray();
        return Seconds(cpu[0] + cpu[1] + cpu[2] + cpu[5] + cpu[6] + cpu[7]);
    }

    /// <summary>The fields from the third on, as numbers where they are numbers; nothing when the process is gone.</summary>
    private static long[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(f => long.TryParse(f, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static IEnumerable<int> Children(int process)
    {
        var file = $"/proc/{process}/task/{process}/children";
        return File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse) : [];
    }

    private static TimeSpan Seconds(long ticks) => TimeSpan.FromSeconds(ticks / TicksPerSecond);
}
