using Microsoft.Extensions.Logging;

namespace Delight.Ledger;

/// <summary>Event ids 3000–3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning, "The rankings still owed from before the start could not be published: {Why} Trying again every five seconds.")]
    public static partial void OwedRankingsWait(ILogger log, string why);

    [LoggerMessage(3002, LogLevel.Warning, "Failed messages could not be searched for those who are forgotten: {Why} Trying again in a quarter of an hour.")]
    public static partial void FailuresNotSearched(ILogger log, string why);
}
