using System.Globalization;
using System.Runtime.InteropServices;

namespace Delight.Benchmarks.Writing;

/// <summary>Where and when it was measured.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var cpu = Value("/proc/cpuinfo", "model name");
        var memory = long.Parse(Value("/proc/meminfo", "MemTotal").Split(' ')[0]) * 1024 / 1e9;
        var system = Value("/etc/os-release", "PRETTY_NAME", '=').Trim('"');
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{date}, {Environment.ProcessorCount} cores of {cpu}, {memory:N0} GB, {system}, {RuntimeInformation.FrameworkDescription}. "
            + "The load generator, the contenders and the servers share this machine.";
    }

    private static string Value(string file, string name, char separator = ':') => File.ReadLines(file)
        .Where(l => l.StartsWith(name, StringComparison.Ordinal)).Select(l => l[(l.IndexOf(separator) + 1)..].Trim()).FirstOrDefault("unknown");
}
