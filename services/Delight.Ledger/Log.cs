using Microsoft.Extensions.Logging;

namespace Delight.Ledger;

/// <summary>Event ids 3000–3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning, "The rankings still owed from before the start could not be published: {Why} Trying again every five seconds.")]
    public static partial void OwedRankingsWait(ILogger log, string why);
}
