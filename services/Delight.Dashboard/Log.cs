using Microsoft.Extensions.Logging;

namespace Delight.Dashboard;

/// <summary>Event ids 6000–6999.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning, "An API call from {Address} had no known token ({Count} within this minute).")]
    public static partial void UnknownToken(ILogger log, string address, int count);

    [LoggerMessage(6002, LogLevel.Warning, "Delight:Api:Tokens holds {Count} token(s) as they are, with all scopes. Make one with the verb token, so that the settings hold only its hash.")]
    public static partial void PlainTokens(ILogger log, int count);
}
