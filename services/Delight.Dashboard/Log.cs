using Microsoft.Extensions.Logging;

namespace Delight.Dashboard;

/// <summary>Event ids 6000–6999.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning, "A sign-in from {Address} had a wrong name or password ({Count} for that name).")]
    public static partial void WrongPassword(ILogger log, string address, int count);

    [LoggerMessage(6002, LogLevel.Information, "Nobody can sign in yet: Delight:SignIn names no users and no provider. Within an hour, one person may come by {Address}")]
    public static partial void OneTimeLink(ILogger log, string address);

    [LoggerMessage(6004, LogLevel.Warning, "The page {Page} could not be brought up to date, and is tried again. {Says}")]
    public static partial void PageFailed(ILogger log, string page, string says);

    [LoggerMessage(6003, LogLevel.Warning, "The sums and depths of this moment could not be noted, and the charts have a gap. {Says}")]
    public static partial void NotNoted(ILogger log, string says);
}
