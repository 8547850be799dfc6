using Microsoft.Extensions.Logging;

namespace Delight.Shopify;

/// <summary>Event ids 7000–7999.</summary>
internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Warning, "The version {Version} of the Admin API, in which {Shop} is asked, {Warning}. {Advice}")]
    public static partial void VersionEnds(ILogger log, string version, string shop, string warning, string advice);

    [LoggerMessage(7005, LogLevel.Warning, "Whether the versions of the Admin API in Delight:Shopify:Shops are supported could not be looked up: {Why} Trying again tomorrow.")]
    public static partial void VersionsNotKnown(ILogger log, string why);

    [LoggerMessage(7002, LogLevel.Information, "The access token for {Shop} was renewed; it holds until {Until:u}.")]
    public static partial void TokenRenewed(ILogger log, string shop, DateTimeOffset until);

    [LoggerMessage(7003, LogLevel.Warning, "The access token for {Shop} could not be renewed before its time: {Why} It still holds until {Until:u}; trying again in a minute.")]
    public static partial void TokenNotRenewed(ILogger log, string shop, string why, DateTimeOffset until);

    [LoggerMessage(7004, LogLevel.Warning, "The refresh token kept for {Shop} cannot be read any more, since the client secret is another now; beginning anew with Delight:Shopify:Shops:N:RefreshToken.")]
    public static partial void KeptTokenUnreadable(ILogger log, string shop);

    [LoggerMessage(7101, LogLevel.Information, "The history of {Shop} is in: {Orders} orders were read, {Added} of them had not been known.")]
    public static partial void BackfillDone(ILogger log, long orders, string shop, long added);

    [LoggerMessage(7102, LogLevel.Error, "The history of {Shop} could not be brought in: {Why} Mend that and run the verb backfill again.")]
    public static partial void BackfillFailed(ILogger log, string shop, string why, Exception? failure);

    [LoggerMessage(7103, LogLevel.Warning, "Histories of shops wait: {Why} Trying again in a minute.")]
    public static partial void BackfillsPause(ILogger log, string why);

    [LoggerMessage(7104, LogLevel.Error, "It could not be seen to the histories of shops. Trying again in a minute.")]
    public static partial void BackfillsFailed(ILogger log, Exception failure);

    [LoggerMessage(7201, LogLevel.Warning, "No webhook had told of {Found} orders at {Shop}; they were fetched, of {Looked} that were looked at. The verb shop check says whether webhooks come.")]
    public static partial void Missed(ILogger log, int found, string shop, int looked);

    [LoggerMessage(7202, LogLevel.Warning, "The orders of {Shop} cannot be compared with the ledger: {Why} This is said once.")]
    public static partial void NotReconciled(ILogger log, string shop, string why);

    [LoggerMessage(7203, LogLevel.Error, "Comparing the orders of {Shop} with the ledger failed.")]
    public static partial void ReconciliationFailed(ILogger log, string shop, Exception failure);

    [LoggerMessage(7204, LogLevel.Warning, "The platform says another ordinal for {Drifting} of {Compared} orders at {Shop}. {Cause}")]
    public static partial void OrdinalsDrift(ILogger log, int drifting, int compared, string shop, string cause);

    [LoggerMessage(7205, LogLevel.Warning, "Shops are not compared with the ledger: {Why} Trying again in a minute.")]
    public static partial void ReconcilingPauses(ILogger log, string why);

    [LoggerMessage(7206, LogLevel.Error, "Shops could not be compared with the ledger. Trying again in a minute.")]
    public static partial void ReconcilingFailed(ILogger log, Exception failure);

    [LoggerMessage(7207, LogLevel.Warning, "Order {OrderId} of {Shop} cannot be read, and is left out of the comparison with the ledger: {Why} It comes with its next change, once that can be read.")]
    public static partial void LeftOut(ILogger log, long orderId, string shop, string why);

    [LoggerMessage(7208, LogLevel.Warning, "No webhook had told that {Shop} merged its customer {Merged} with {Kept}; it is caught up on. The verb shop check says whether webhooks come.")]
    public static partial void MissedMerge(ILogger log, string shop, long merged, long kept);

    [LoggerMessage(7209, LogLevel.Warning, "The orders of {Shop} stand as compared until {Watermark:u}, and here it is {Now:u}: a clock of this installation is wrong, or was. They are compared from {From:u} on, a little before the last change that was seen; see that all clocks are set by NTP.")]
    public static partial void WatermarkAhead(ILogger log, string shop, DateTimeOffset watermark, DateTimeOffset now, DateTimeOffset from);

    [LoggerMessage(7210, LogLevel.Warning, "Whether {Shop} has its customer {Customer} yet, or merged them with another, cannot be known: {Why} All else is compared. The verb shop check says what is missing.")]
    public static partial void MergeNotKnown(ILogger log, long customer, string shop, string why);

    [LoggerMessage(7301, LogLevel.Warning, "Order {OrderId} of {Shop} is not written yet: {Why} Trying again at {Again:u}.")]
    public static partial void NotWrittenYet(ILogger log, string shop, long orderId, string why, DateTimeOffset again);

    [LoggerMessage(7302, LogLevel.Warning, "Writing into the shops' orders waits: {Why}")]
    public static partial void WriteBackWaits(ILogger log, string why);

    [LoggerMessage(7401, LogLevel.Warning, "{Shop} had dropped the subscriptions to {Topics}, as the platform does after eight failures. They stand again, and what changed meanwhile is fetched.")]
    public static partial void SubscribedAgain(ILogger log, string shop, string topics);

    [LoggerMessage(7402, LogLevel.Information, "{Topics} of {Shop} come here from now on.")]
    public static partial void Subscribed(ILogger log, string shop, string topics);

    [LoggerMessage(7403, LogLevel.Warning, "{Topic} of {Shop} does not come, and no subscription can be made: {Why} The verb shop check says what is missing.")]
    public static partial void NotSubscribed(ILogger log, string shop, string topic, string why);

    [LoggerMessage(7404, LogLevel.Warning, "Nobody looks after the subscriptions of {Shop} just now. {Why} This is said once; the next look is at {Next:u}.")]
    public static partial void NotLookedAt(ILogger log, string shop, string why, DateTimeOffset next);

    [LoggerMessage(7405, LogLevel.Warning, "The subscriptions of the shops were not looked at: {Why} Trying again in a minute.")]
    public static partial void WatchPauses(ILogger log, string why);

    [LoggerMessage(7406, LogLevel.Error, "The subscriptions of the shops could not be looked at. Trying again in a minute.")]
    public static partial void WatchFailed(ILogger log, Exception failure);
}
