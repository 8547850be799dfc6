using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment;

/// <summary>Event ids 5000–5999.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "Packed parcels could not be told of: {Why} Trying again every half minute.")]
    public static partial void UntoldWait(ILogger log, string why);

    [LoggerMessage(5002, LogLevel.Warning, "Answers that waited could not be given back: {Why} Trying again every half minute.")]
    public static partial void HeldAnswersWait(ILogger log, string why);

    [LoggerMessage(5003, LogLevel.Warning, "What was finished at a bench could not be packed for good: {Why} Trying again every other second.")]
    public static partial void FinishedParcelsWait(ILogger log, string why);
}
