using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment;

/// <summary>Event ids 5000–5999.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "Packed parcels could not be told of: {Why} Trying again every half minute.")]
    public static partial void UntoldWait(ILogger log, string why);

    [LoggerMessage(5002, LogLevel.Warning, "Answers of a rule that goes on could not be given back: {Why} Trying again every half minute.")]
    public static partial void HeldAnswersWait(ILogger log, string why);
}
