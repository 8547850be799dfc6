using Delight.Contracts;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Ledger.Standing;

internal enum ArrivalOutcome
{
    Newest,
    Older,
    CameBefore,
}

/// <summary>A snapshot that came, and what it meant.</summary>
internal sealed record Arrival(OrderSeen Order, OrderRow Row, ArrivalOutcome Outcome)
{
    public const string Step = "received";

    public StoryLine Line() => new()
    {
        Shop = Order.Shop,
        SubjectId = Order.OrderId,
        Key = StoryKeys.Seen(Order),
        At = Order.Delivery.ReceivedAt,
        Step = Step,
        Text = $"{(IsFetched ? "Fetched from the shop, since no webhook of it had come" : Order.Delivery.Topic + " arrived")}: {Order.FinancialStatus ?? "payment not known"}, {Order.Total}{Rest()}{(Row.CustomerId == Order.CustomerId ? "" : " The customer that it names was merged with another, whose order it is.")}",
    };

    /// <summary>By whoever looks for what never came; the shop sent nothing.</summary>
    public bool IsFetched => Order.Delivery.Topic == Delivery.Reconciled;

    private string Rest() => Outcome switch
    {
        ArrivalOutcome.CameBefore => ". The same had come before; nothing changes.",
        ArrivalOutcome.Older when IsFetched => ". Its webhook came meanwhile; nothing changes.",
        ArrivalOutcome.Older => ". It is older than what is known; nothing changes.",
        _ when Row.NotCounting is { } because => $". It does not count: {because}.",
        _ => ".",
    };
}

internal static class Sentences
{
    /// <param name="delivery">Told of the merge.</param>
    public static StoryLine Merged(OrderRow row, Guid delivery, DateTimeOffset now) => new()
    {
        Shop = row.Shop,
        SubjectId = row.OrderId,
        Key = $"2 merged/{delivery}",
        At = now,
        Step = "ledger",
        Text = "The shop merged its customer with another: their orders are one customer's from now on.",
    };

    public static StoryLine Ranked(OrderRow row, DateTimeOffset now) => new()
    {
        Shop = row.Shop,
        SubjectId = row.OrderId,
        Key = $"2 ranked/{row.Version:D9}",
        At = now,
        Step = "ledger",
        Text = row.Ordinal is { } ordinal ? Counting(row.ToMessage(), (int)ordinal) : $"Standing {row.Version}: it no longer counts, because {row.NotCounting}.",
    };

    private static string Counting(OrderRanked order, int ordinal)
    {
        var since = order.DaysSincePrevious switch
        {
            null => "",
            0 => ", on the same day as the one before",
            1 => ", a day after the one before",
            var days => $", {days} days after the one before",
        };
        return $"Standing {order.Version}: it is the customer's {Ordinal.InDigits(ordinal)} counting order{since}; {order.LifetimeSpend} spent so far.";
    }
}
