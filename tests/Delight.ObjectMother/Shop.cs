using Delight.Contracts;

namespace Delight.ObjectMother;

/// <summary>Mother of the data that tests begin from: an ordinary shop, its customer Ada, and her orders. Vary them with <c>with</c>.</summary>
public static class Shop
{
    public const string Domain = "calm-lake.myshopify.com";
    public const string OtherDomain = "loud-river.myshopify.com";
    public const string Currency = "USD";

    /// <summary>Above 2^53, as the platform's ids are.</summary>
    public const long Ada = 9_200_000_000_000_007;
    public const long Bert = 9_200_000_000_000_008;
    public const string Rule = "fourth-to-seventh-order";

    /// <summary>A receiver's run, as deliveries name it.</summary>
    public const string Receiver = "receiver-1/42/1772442000000";

    private static readonly DateTimeOffset Opening = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Nine in the morning, so many days after the shop opened.</summary>
    public static DateTimeOffset Day(double number) => Opening.AddDays(number);

    public static long OrderId(int number) => 9_100_000_000_000_000 + number;

    /// <summary>The order of that number, paid on the day of that number: $20, to be shipped.</summary>
    public static OrderSeen Order(int number = 1, long? customer = Ada) => new()
    {
        Shop = Domain,
        OrderId = OrderId(number),
        OrderName = $"#{1000 + number}",
        CustomerId = customer,
        CustomerFirstName = customer is null ? null : "Ada",
        CreatedAt = Day(number),
        UpdatedAt = Day(number),
        FinancialStatus = "paid",
        RequiresShipping = true,
        Total = Money.Of(20, Currency),
        Delivery = Delivery(),
    };

    /// <summary>A new delivery, as every snapshot that arrives has one.</summary>
    public static Delivery Delivery(string topic = "orders/paid") => new()
    {
        Id = Guid.NewGuid(),
        Topic = topic,
        ReceivedAt = Day(100),
        Receiver = Receiver,
    };

    /// <summary>The same snapshot, delivered once more.</summary>
    public static OrderSeen Again(this OrderSeen order) => order with { Delivery = Delivery(order.Delivery.Topic) };

    /// <summary>A newer snapshot of the order: so many hours after it was made.</summary>
    public static OrderSeen Later(this OrderSeen order, double hours = 1) =>
        order.Again() with { UpdatedAt = order.CreatedAt.AddHours(hours) };

    /// <summary>A newer snapshot of the order, by then cancelled.</summary>
    public static OrderSeen Cancelled(this OrderSeen order, double hours = 2) =>
        order.Later(hours) with { CancelledAt = order.CreatedAt.AddHours(hours), FinancialStatus = "refunded" };

    /// <summary>Ada's order of that number, which is as many in her row.</summary>
    public static OrderRanked Ranked(int ordinal = 4) => new()
    {
        Shop = Domain,
        OrderId = OrderId(ordinal),
        OrderName = $"#{1000 + ordinal}",
        CustomerId = Ada,
        CustomerFirstName = "Ada",
        CreatedAt = Day(ordinal),
        Total = Money.Of(20, Currency),
        RequiresShipping = true,
        Ordinal = ordinal,
        CountingOrders = ordinal,
        LifetimeSpend = Money.Of(20 * ordinal, Currency),
        FirstOrderAt = Day(1),
        DaysSincePrevious = ordinal > 1 ? 1 : null,
        Version = 1,
    };

    /// <summary>Ada's order of that number, after it stopped counting.</summary>
    public static OrderRanked NotCounting(int number = 4, string because = "it is cancelled") => Ranked(number) with
    {
        Ordinal = null,
        NotCountingBecause = because,
        CountingOrders = 0,
        LifetimeSpend = Money.Of(0, Currency),
        FirstOrderAt = null,
        DaysSincePrevious = null,
        Version = 2,
    };

    /// <summary>A rule gives Ada's order of that number an extra and a note.</summary>
    public static GestureDecided Decided(int number = 4, long version = 1, string rule = Rule) => new()
    {
        Shop = Domain,
        OrderId = OrderId(number),
        OrderName = $"#{1000 + number}",
        CustomerId = Ada,
        OrderedAt = Day(number),
        Ordinal = number,
        Rule = rule,
        Version = version,
        Gives = true,
        Why = $"this is the customer's {Ordinal.InDigits(number)}",
        Lines = [Extra(), Note()],
    };

    /// <summary>The rule passes where it would have given.</summary>
    public static GestureDecided Passing(this GestureDecided decided, string why = "the order does not count: it is cancelled") =>
        decided with { Gives = false, Why = why, Lines = [] };

    public static GestureLine Extra(string sku = "DELIGHT-SWEET", string title = "A wrapped sweet") => new()
    {
        Kind = LineKind.Extra,
        Sku = sku,
        Title = title,
        Quantity = 1,
        Value = Money.Of(1, Currency),
        Why = "a small thank you",
    };

    public static GestureLine Note(string text = "Dear Ada, thank you for coming back.") => new()
    {
        Kind = LineKind.HandwrittenNote,
        Quantity = 1,
        Text = text,
        Why = "a small thank you",
    };
}
