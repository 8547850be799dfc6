using Microsoft.Extensions.Logging;

namespace Delight.Platform;

/// <summary>Event ids 1000–1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "The bus stands: every queue is declared and this process's consumers run.")]
    public static partial void BusStands(ILogger log);

    [LoggerMessage(1002, LogLevel.Warning, "{Says} Trying again every second.")]
    public static partial void Waits(ILogger log, string says);
}
