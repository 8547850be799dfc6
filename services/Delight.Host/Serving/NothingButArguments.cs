using Microsoft.Extensions.Configuration.Memory;

namespace Delight.Host.Serving;

/// <summary>Delight's own settings from the command line alone, whatever files and the environment say. What concerns the process, such as its
/// address and its log, stays.</summary>
internal static class NothingButArguments
{
    private const string Own = "Delight";

    public static void LeaveIn(ConfigurationManager configuration, string[] args)
    {
        var others = configuration.AsEnumerable().Where(s => !IsOwn(s.Key) && s.Value is not null).ToArray();
        configuration.Sources.Clear();
        ((IConfigurationBuilder)configuration).Add(new MemoryConfigurationSource { InitialData = others });
        configuration.AddCommandLine(args);
    }

    private static bool IsOwn(string key) =>
        key.Equals(Own, StringComparison.OrdinalIgnoreCase) || key.StartsWith(Own + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase);
}
