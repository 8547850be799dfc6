using Microsoft.Extensions.Logging;

namespace Delight.Receiver;

/// <summary>Event ids 2000–2999.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "No shop is configured: every webhook is answered 401. Add one with Delight:Shops:0:Domain and Delight:Shops:0:WebhookSecrets:0.")]
    public static partial void NoShop(ILogger log);

    [LoggerMessage(2002, LogLevel.Information, "Webhooks are taken from {Shops}.")]
    public static partial void Shops(ILogger log, string shops);

    [LoggerMessage(2003, LogLevel.Warning, "The broker would not take a delivery ({Why}); it is kept in the spool.")]
    public static partial void SpoolsInstead(ILogger log, string why);

    [LoggerMessage(2004, LogLevel.Error, "A delivery could not be kept and was answered 503. {Why}")]
    public static partial void NotKept(ILogger log, string why);

    [LoggerMessage(2005, LogLevel.Warning, "The spool is not being emptied just now: {Why} Trying again.")]
    public static partial void DrainPauses(ILogger log, string why);

    [LoggerMessage(2020, LogLevel.Warning, "What this receiver does cannot be written to the store, and what is pending is not known until it can: {Why} Trying again four times a second.")]
    public static partial void ReportsNot(ILogger log, string why);

    [LoggerMessage(2021, LogLevel.Information, "What this receiver does is written to the store again.")]
    public static partial void ReportsAgain(ILogger log);

    [LoggerMessage(2006, LogLevel.Information, "A delivery of {Shop} ({Topic}) went to the quarantine: {Reasons}")]
    public static partial void Quarantined(ILogger log, string shop, string topic, string reasons);

    [LoggerMessage(2007, LogLevel.Warning, "A delivery in the name of {Shop} was refused: its signature fits none of the shop's secrets here. Copy the secret that the shop's admin shows beside its webhooks. Refused since this was last said: {Count}.")]
    public static partial void WrongSignature(ILogger log, string shop, long count);

    [LoggerMessage(2008, LogLevel.Warning, "A delivery in the name of \"{Shop}\" was refused: there is no such shop under Delight:Shops. Refused since this was last said: {Count}.")]
    public static partial void UnknownShop(ILogger log, string shop, long count);

    [LoggerMessage(2009, LogLevel.Information, "Deliveries of the topic delight/check were refused, the last one in the name of \"{Shop}\". No shop sends that topic: the verb shop check does, once with a wrong secret to see that it is refused, or somebody who pretends to. Refused since this was last said: {Count}.")]
    public static partial void TestRefused(ILogger log, string shop, long count);
}
