using Delight.Benchmarks.Doors;

namespace Delight.Benchmarks.Twins;

/// <summary>A sentence of an order's story, as Delight tells it.</summary>
internal sealed record TwinStory(string Shop, long Id, string Key, long At, string Step, string Text)
{
    public static TwinStory Of(SmallOrder order) => new(
        order.Shop!, order.Id, $"seen/{order.Delivery}", order.ReceivedAt.ToMicroseconds(), "received", $"{order.Topic} arrived: {order.Status}, {order.Total} {order.Currency}.");

    public static TwinStory Of(RankedOrder order) => new(
        order.Shop, order.Id, $"ranked/{order.Version:D9}", TimeProvider.System.GetUtcNow().ToMicroseconds(), "ledger",
        order.Ordinal is null ? $"Standing {order.Version}: it does not count."
        : $"Standing {order.Version}: it is the customer's {order.Ordinal}. counting order; {order.Spend} {order.Currency} spent so far.");

    public static TwinStory Of(Answer answer) => new(
        answer.Shop, answer.Id, $"decided/{TwinRule.Name}/{answer.Version:D9}", TimeProvider.System.GetUtcNow().ToMicroseconds(), TwinRule.Name,
        $"{TwinRule.Name}, on standing {answer.Version}, {(answer.Lines.Count > 0 ? "gives" : "passes")}: {answer.Why}. "
            + (answer.Lines.Count > 0 ? $"Queued: {string.Join(", ", answer.Lines.Select(l => l.Title ?? l.Kind))}." : "Nothing is queued."));
}

internal static class Instant
{
    public static long ToMicroseconds(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}

/// <summary>Which orders count for the twin.</summary>
internal static class Counting
{
    public static bool Counts(this SmallOrder order) => order is { Test: false, CancelledAt: null, Customer: not null }
        && order.Status is "authorized" or "partially_paid" or "paid" or "partially_refunded";
}
