using Delight.Contracts;

namespace Delight.Dashboard.Pages;

// What the pages read of the API's answers; each is documented where it is made.
public sealed record SeenStats(SeenDeliveries Deliveries, SeenOrders Orders, SeenFulfilment Fulfilment);

public sealed record SeenDeliveries(long Accepted, long Duplicate, long Quarantined, long Refused, long Ignored);

public sealed record SeenOrders(long Known, long Counting);

public sealed record SeenFulfilment(long Open, long Packed, long Lines);

public sealed record SeenQueues(IReadOnlyList<SeenQueueDepth> Queues, string? Paused);

public sealed record SeenQueueDepth(string Name, long Ready, long? Unacknowledged, long Consumers, long ErrorDepth, bool Orphan, double? PerMinute, DateTimeOffset? EmptyAt)
{
    public long Waiting => Ready + (Unacknowledged ?? 0);
}

public sealed record SeenReadings(IReadOnlyDictionary<string, IReadOnlyList<SeenPoint>> Series);

public sealed record SeenPoint(DateTimeOffset At, long Value);

public sealed record SeenFailures(IReadOnlyList<SeenFailureGroup> Failures, string? Paused, int Total = 0, int Messages = 0);

public sealed record SeenFailureGroup(string Queue, string Cause, int Messages, DateTimeOffset Oldest, DateTimeOffset Newest, IReadOnlyList<string> MessageIds, string Id = "");

public sealed record SeenMessages(IReadOnlyList<SeenMessage> Messages, int Total);

public sealed record SeenMessage(string Queue, string MessageId, DateTimeOffset At);

public sealed record SeenFailure(string Queue, string MessageId, DateTimeOffset At, string Cause, System.Text.Json.JsonElement Payload);

public sealed record SeenDone(int? Messages, int? Deliveries, int StillInvalid, IReadOnlyList<string>? Left);

public sealed record SeenQuarantine(IReadOnlyList<SeenQuarantined> Quarantine, int Total = 0, long Deliveries = 0);

public sealed record SeenQuarantined(string Id, string Shop, string Topic, string Reasons, int Deliveries, string OldestId, DateTimeOffset Oldest, DateTimeOffset Newest);

public sealed record SeenDeliveriesOfGroup(IReadOnlyList<SeenDeliveryOfGroup> Deliveries, int Total);

public sealed record SeenDeliveryOfGroup(string DeliveryId, DateTimeOffset ReceivedAt);

public sealed record SeenDelivery(string DeliveryId, string Shop, string Topic, DateTimeOffset ReceivedAt, IReadOnlyList<string> Reasons, System.Text.Json.JsonElement Payload);

public sealed record SeenBudget(string Shop, string Currency, string Month, decimal? MonthlyBudget, IReadOnlyList<SeenMonth> Months)
{
    /// <summary>Of this month's.</summary>
    public decimal Spent => Months.FirstOrDefault(m => m.Month == Month)?.Spent ?? 0;
}

public sealed record SeenMonth(string Month, decimal Spent, IReadOnlyList<SeenRuleSpent> Rules);

public sealed record SeenRuleSpent(string Rule, decimal Spent, decimal? MonthlyBudget);

public sealed record SeenCatalogue(string Shop, string Currency, IReadOnlyList<SeenItem> Items);

public sealed record SeenItem(
    string Sku, string Title, decimal Cost, decimal Value, long? Stock, DateTimeOffset? ActiveFrom, DateTimeOffset? ActiveTo,
    IReadOnlyList<string> Tags, IReadOnlyList<string> Sizes, IReadOnlyList<string> Traits, long? Grams, DateTimeOffset? RanOutAt = null)
{
    /// <summary>What only people change.</summary>
    internal (string Title, decimal Cost, decimal Value, DateTimeOffset? From, DateTimeOffset? To, string Tags) Facts => (Title, Cost, Value, ActiveFrom, ActiveTo, string.Join('|', Tags));
}

public sealed record SeenRules(IReadOnlyList<SeenRule> Rules);

public sealed record SeenRule(string Name, string Sentence, bool On, string Queue, IReadOnlyDictionary<string, string> Settings, SeenChair? Chair);

public sealed record SeenChair(string FitsBecause, string CustomerWouldSay, string MotiveIs);

public sealed record SeenPausedRules(IReadOnlyList<SeenPaused> Paused);

public sealed record SeenPaused(string Shop, string Rule, string Orders, DateTimeOffset Since, string Who, long Waiting);

public sealed record SeenStory(string Shop, string OrderId, IReadOnlyList<SeenSentence> Story);

public sealed record SeenSentence(DateTimeOffset At, string Step, string Says);

public sealed record SeenInterventions(IReadOnlyList<SeenIntervention> Interventions);

public sealed record SeenIntervention(DateTimeOffset At, string Who, string Action, string What, long? Messages, string Reason);

public sealed record SeenMoney(decimal Amount, string Currency);

public sealed record SeenOrderList(IReadOnlyList<SeenOrder> Orders, string? Next = null);

public sealed record SeenOrder(
    string Shop, string OrderId, string OrderName, string? CustomerId, DateTimeOffset CreatedAt, long? Ordinal, bool Counts, string? NotCounting, SeenMoney Total, bool Imported);

public sealed record SeenParcels(IReadOnlyList<SeenParcel> Orders, string? Next);

public sealed record SeenParcel(
    string Shop, string OrderId, string OrderName, string? CustomerId, long? Ordinal, string State, string? Warning, string? SpecialRequest, IReadOnlyList<SeenLine> Lines);

public sealed record SeenLine(string Kind, string? Sku, string? Title, int Quantity, string? Text, string Rule, string Why, IReadOnlyList<string> Care)
{
    public bool IsWords => SeenWords.Are(Kind, Text);
}

public sealed record SeenFoundLines(IReadOnlyList<SeenFoundLine> Lines, long Searched = 0, bool? Complete = null, string? Next = null);

public sealed record SeenFoundLine(
    string Shop, string OrderId, string OrderName, string? CustomerId, DateTimeOffset OrderedAt, string State, string Kind, string? Sku, string? Title, string? Text, string Rule)
{
    public bool IsWords => SeenWords.Are(Kind, Text);
}

/// <summary>What of a parcel's lines is words to a customer; a thing may have a text too, such as its size.</summary>
internal static class SeenWords
{
    public static bool Are(string kind, string? text) => text is not null && kind is (LineKind.HandwrittenNote or LineKind.GreetingCard);
}

public sealed record SeenHits(IReadOnlyList<SeenHit> Days);

public sealed record SeenHit(DateOnly Day, string Rule, long Parcels, SeenMoney? Cost);

public sealed record SeenArms(IReadOnlyList<SeenRuleArms> Rules);

public sealed record SeenRuleArms(string Rule, IReadOnlyList<SeenArm> Arms, long Strays, double? Chance, bool Mismatch);

public sealed record SeenArm(string Arm, long Customers, double Expected);

public sealed record SeenFacts(
    string Shop, string OrderId, string OrderName, string? CustomerId, DateTimeOffset CreatedAt, long? Ordinal, bool Counts, string? NotCounting, SeenMoney Total, bool Imported,
    DateTimeOffset UpdatedAt, bool Fulfilled, bool RequiresShipping, SeenMoney? LifetimeSpend, DateTimeOffset? FirstOrderAt, DateTimeOffset? PreviousOrderAt, string? Locale, long Version);

public sealed record SeenPreview(SeenPreviewed InForce, SeenTried? Tried);

public sealed record SeenTried(SeenPreviewed Result, int OnlyThen, int NoMore);

public sealed record SeenPreviewed(
    string Rule, IReadOnlyList<string> Settings, int Orders, int Counting, int Matched, int Customers, int Extras, int Notes,
    IReadOnlyList<SeenPreviewMonth> Months, IReadOnlyList<SeenPreviewExample> Examples);

public sealed record SeenPreviewMonth(string Month, int Matched, int Extras, int Notes, decimal? Cost);

public sealed record SeenPreviewExample(string Order, DateTimeOffset At, int Ordinal, string Why, IReadOnlyList<string> Lines);

public sealed record SeenNext(SeenBench? Parcel, long Waiting);

public sealed record SeenBench(
    string Shop, string OrderId, string OrderName, string? CustomerId, long? Ordinal, string State, string? Warning, string? SpecialRequest, IReadOnlyList<SeenTick> Lines,
    long Version, DateTimeOffset? LeasedUntil, DateTimeOffset? UndoUntil);

public sealed record SeenTick(string Key, string Kind, string? Sku, string? Title, int Quantity, string? Text, string Rule, string Why, IReadOnlyList<string> Care, bool Ticked)
{
    public bool IsWords => SeenWords.Are(Kind, Text);
}

public sealed record SeenShowings(IReadOnlyList<SeenShowing> Showings);

public sealed record SeenShowing(DateTimeOffset At, string Who, string Page, string Shop, string OrderId);

public sealed record SeenDemoShop(bool CanStart, string Says);

public sealed record SeenSays(string Says);

public sealed record SeenShop(string Shop, SeenReconciliation Reconciliation, SeenOrdinals Ordinals, SeenBackfill? Backfill, SeenWriteBack WriteBack, string? DeliveriesRefused = null);

public sealed record SeenReconciliation(long Missed, long MissedLastDay, DateTimeOffset? LastAt, long Looked, long Found, string? Fault, DateTimeOffset? NextAt = null, bool IsRunning = false, string? LeftOutSays = null);

public sealed record SeenWriteBack(
    string Writes, long Edited, long Noted, long Held, long Released, long Refused, IReadOnlyList<SeenRefusal> Refusals, long HeldNow, long Waiting, DateTimeOffset? OldestWaitingSince)
{
    public bool IsOn => Writes != "None";

    /// <summary>Also where nothing is written any more.</summary>
    public bool IsAny => IsOn || Edited + Noted + Held + Released + Refused + Waiting > 0;
}

public sealed record SeenRefusal(string Says, long Orders);

public sealed record SeenOrdinals(DateTimeOffset? At, long Compared, int Drifting, IReadOnlyList<SeenDrift> Causes);

public sealed record SeenDrift(string Cause, string Says, int Orders, IReadOnlyList<SeenDriftedOrder> Some);

public sealed record SeenDriftedOrder(string OrderId, string OrderName, long Ours, long Theirs);

public sealed record SeenBackfill(string State, bool Limited, string Says, long Total, long Position, long Counted, DateTimeOffset? EndedAt);

public sealed record SeenSubscriptions(DateTimeOffset? LookedAt, string? Fault, IReadOnlyList<SeenTopic> Topics)
{
    public static SeenSubscriptions None { get; } = new(null, null, []);
}

public sealed record SeenTopic(string Topic, string Standing, string? Fault, DateTimeOffset? MadeAt);
