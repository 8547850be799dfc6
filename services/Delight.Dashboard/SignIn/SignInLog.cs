using Microsoft.Extensions.Logging;

namespace Delight.Dashboard;

/// <summary>Of signing in.</summary>
internal static partial class Log
{
    [LoggerMessage(6010, LogLevel.Warning, "A sign-in by the provider did not work. {Says}")]
    public static partial void ProviderFailed(ILogger log, string says);

    [LoggerMessage(6011, LogLevel.Warning, "More passwords wait to be looked at than can be, and a sign-in from {Address} was told to try again.")]
    public static partial void TooManyPasswords(ILogger log, string address);
}
