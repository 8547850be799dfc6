using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Contracts.Tests;

/// <summary>What an earlier version put on the broker still says what it said.</summary>
[TestFixtureSource(typeof(Sample), nameof(Sample.Types))]
public class RecordedMessagesTests(string type)
{
    private const string RecordedShop = "system-tests.myshopify.com";
    private const string ReceiverThen = "delight-1/7062/1795540196396";

    private readonly JsonElement _envelope = JsonElement.Parse(File.ReadAllBytes(Repository.File($"tests/Delight.System.Tests/Recorded/{type}.json")));

    [Test]
    public void Its_name_is_the_one_in_use() =>
        Assert.That(_envelope.GetProperty("messageType").EnumerateArray().Select(t => t.GetString()), Is.EqualTo(new[] { $"urn:message:Delight.Contracts:{type}" }));

    [Test]
    public void It_is_read_whole() =>
        Assert.That(Sample.Write(Sample.Read(type, _envelope.GetProperty("message").GetRawText())), Is.EqualTo(Sample.Write(Recorded())));

    private object Recorded() => type switch
    {
        nameof(OrderSeen) => new OrderSeen
        {
            Shop = RecordedShop,
            OrderId = 9_100_000_000_001_001,
            OrderName = "#1001",
            CustomerId = Shop.Ada,
            CustomerFirstName = "Ada",
            CreatedAt = OrderedAt(1),
            UpdatedAt = OrderedAt(1).AddHours(2),
            FinancialStatus = "paid",
            RequiresShipping = true,
            Total = new Money(2150, "USD"),
            Delivery = Delivery("01a20e89-2c38-7732-865a-e111c29a552c", "orders/paid", "2026-11-24T17:10:00.5043206+00:00"),
        },
        nameof(DeliveryQuarantined) => new DeliveryQuarantined
        {
            Shop = RecordedShop,
            Reasons = ["The order has no id.", "The order has no created_at."],
            Body = """{"name": "#1042"}"""u8.ToArray(),
            Delivery = Delivery("01a20e89-450e-719b-a9f9-7829eb9b7196", "orders/paid", "2026-11-24T17:10:06.8621993+00:00"),
        },
        nameof(PrivacyRequested) => new PrivacyRequested
        {
            Shop = RecordedShop,
            Kind = PrivacyKind.CustomerRedact,
            CustomerId = Shop.Bert,
            OrderIds = [9_100_000_000_001_042],
            Delivery = Delivery("01a20e89-451c-7dff-88fe-ddb6e11bb354", PrivacyKind.CustomerRedact, "2026-11-24T17:10:06.8762185+00:00"),
        },
        nameof(CustomersMerged) => new CustomersMerged
        {
            Shop = RecordedShop,
            KeptCustomerId = Shop.Ada,
            MergedCustomerId = Shop.Bert,
            Delivery = Delivery("01a21f79-8b28-78b9-b68e-8c2982048a33", "customers/merge", "2026-11-28T00:06:28.9041384+00:00", "delight-1/17045/1795824373183"),
        },
        nameof(OrderRanked) => new OrderRanked
        {
            Shop = RecordedShop,
            OrderId = 9_100_000_000_001_004,
            OrderName = "#1004",
            CustomerId = Shop.Ada,
            CustomerFirstName = "Ada",
            CreatedAt = OrderedAt(4),
            Total = new Money(2450, "USD"),
            RequiresShipping = true,
            Ordinal = 4,
            CountingOrders = 4,
            LifetimeSpend = new Money(9200, "USD"),
            FirstOrderAt = OrderedAt(1),
            DaysSincePrevious = 1,
            Version = 1,
        },
        nameof(GestureDecided) => new GestureDecided
        {
            Shop = RecordedShop,
            OrderId = 9_100_000_000_001_005,
            OrderName = "#1005",
            CustomerId = Shop.Ada,
            OrderedAt = OrderedAt(5),
            Ordinal = 5,
            Rule = Shop.Rule,
            Version = 1,
            Gives = true,
            Why = Why(5),
            Lines =
            [
                new GestureLine { Kind = LineKind.Extra, Sku = "DELIGHT-TEA", Title = "A tin of tea for one", Quantity = 1, Value = new Money(300, "USD"), Why = Why(5) },
                new GestureLine { Kind = LineKind.HandwrittenNote, Quantity = 1, Text = Note(5), Why = Why(5) },
            ],
        },
        nameof(FulfilmentChanged) => new FulfilmentChanged
        {
            Shop = RecordedShop,
            OrderId = 9_100_000_000_001_006,
            OrderName = "#1006",
            CustomerId = Shop.Ada,
            Ordinal = 6,
            State = ParcelState.Open,
            Lines =
            [
                new ParcelLine { Rule = Shop.Rule, Kind = LineKind.Extra, Sku = "DELIGHT-CANDLE", Title = "A small beeswax candle", Quantity = 1, Why = Why(6) },
                new ParcelLine { Rule = Shop.Rule, Kind = LineKind.HandwrittenNote, Quantity = 1, Text = Note(6), Why = Why(6) },
            ],
            Version = 1,
        },
        _ => throw new InvalidOperationException($"No {type} was recorded."),
    };

    private static DateTimeOffset OrderedAt(int number) => new(2026, 11, 10 + number, 10, 15, 30, TimeSpan.Zero);

    private static string Why(int ordinal) => $"4th to 7th order matched: this is the customer's {Ordinal.InDigits(ordinal)}";

    private static string Note(int ordinal) =>
        $"Dear Ada, this is your {Ordinal.InWords(ordinal)} order with us, and we noticed. Thank you for coming back. Something small is in the parcel for you.";

    private static Delivery Delivery(string id, string topic, string receivedAt, string receiver = ReceiverThen) => new()
    {
        Id = Guid.Parse(id),
        Topic = topic,
        ReceivedAt = DateTimeOffset.Parse(receivedAt),
        Receiver = receiver,
    };
}
