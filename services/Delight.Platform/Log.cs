using Microsoft.Extensions.Logging;

namespace Delight.Platform;

/// <summary>Event ids 1000–1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "The bus stands: every queue is declared and this process's consumers run.")]
    public static partial void BusStands(ILogger log);

    [LoggerMessage(1002, LogLevel.Warning, "{Says} Trying again every second.")]
    public static partial void Waits(ILogger log, string says);

    [LoggerMessage(1003, LogLevel.Warning, "{Says} What is taken in waits meanwhile.")]
    public static partial void BrokerAway(ILogger log, string says);

    [LoggerMessage(1004, LogLevel.Information, "RabbitMQ answers again.")]
    public static partial void BrokerBack(ILogger log);

    [LoggerMessage(1006, LogLevel.Information, "Kept long enough and removed: {Rows} rows of stories, quarantine and duplicates.")]
    public static partial void Expired(ILogger log, int rows);

    [LoggerMessage(1007, LogLevel.Warning, "What has been kept long enough could not be removed, and is tomorrow. {Says}")]
    public static partial void ExpiredNot(ILogger log, string says);

    [LoggerMessage(1008, LogLevel.Warning, "Messages that are to be tried again wait: {Says}")]
    public static partial void RetriesWait(ILogger log, string says);

    [LoggerMessage(1009, LogLevel.Warning, "An API call from {Address} had no known token ({Count} within this minute).")]
    public static partial void UnknownToken(ILogger log, string address, int count);

    [LoggerMessage(1010, LogLevel.Warning, "Delight:Api:Tokens holds {Count} token(s) as they are, with all scopes. Make one with the verb token, so that the settings hold only its hash.")]
    public static partial void PlainTokens(ILogger log, int count);

    [LoggerMessage(1011, LogLevel.Error, "The settings were changed and are not taken; those in force stay. {Says}")]
    public static partial void SettingsNotTaken(ILogger log, string says);

    [LoggerMessage(1005, LogLevel.Warning, "The queue {Queue} has work for this process and nothing is worked off, or nobody reads it: the connections to RabbitMQ are opened anew.")]
    public static partial void StandsStill(ILogger log, string queue);

    [LoggerMessage(1012, LogLevel.Error, "The client of RabbitMQ failed on a thread of its own; the process goes on, and makes the bus anew if it stands still.")]
    public static partial void ClientFailed(ILogger log, Exception failure);
}
