using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment;

/// <summary>Event ids 5000–5999.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "Packed parcels could not be told of: {Why} Trying again every half minute.")]
    public static partial void UntoldWait(ILogger log, string why);
}
