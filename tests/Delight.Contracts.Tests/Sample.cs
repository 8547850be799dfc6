using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.ObjectMother;
using MassTransit.Serialization;

namespace Delight.Contracts.Tests;

/// <summary>The pinned JSON of each message type: one sample as we write it, one with the required fields only.</summary>
internal static class Sample
{
    public static readonly string[] Types =
        [nameof(OrderSeen), nameof(DeliveryQuarantined), nameof(OrderRanked), nameof(GestureDecided), nameof(FulfilmentChanged), nameof(PrivacyRequested), nameof(CustomersMerged)];

    private static readonly Delivery Delivery = new()
    {
        Id = new Guid("01936d2e-7c5a-7b3f-9c41-5d2f8a6b0e17"),
        Topic = "orders/paid",
        ReceivedAt = new DateTimeOffset(2026, 11, 20, 10, 15, 31, 250, TimeSpan.Zero),
        Receiver = "delight-1/4711/1795170000000",
    };

    private static readonly DateTimeOffset OrderedAt = new(2026, 11, 20, 10, 15, 30, TimeSpan.Zero);

    /// <summary>As it travels on an ordinary day; what is absent is written as null.</summary>
    public static object Full(string type) => type switch
    {
        nameof(OrderSeen) => new OrderSeen
        {
            Shop = "calm-lake.myshopify.com",
            OrderId = 9_100_000_000_001_042,
            OrderName = "#1042",
            CustomerId = 9_200_000_000_000_007,
            CustomerFirstName = "Ada",
            CreatedAt = OrderedAt,
            UpdatedAt = OrderedAt.AddHours(2),
            CancelledAt = OrderedAt.AddHours(2),
            FinancialStatus = "refunded",
            RequiresShipping = true,
            Total = new Money(4995, "USD"),
            Locale = "en-GB",
            CustomerTags = ["likes:tea"],
            SpecialRequest = "Please no plastic.",
            RefundedAt = OrderedAt.AddHours(2),
            Items = [new OrderItem("A beeswax candle", "Beverly")],
            EmailDigest = "5f1d2c",
            Delivery = Delivery,
        },
        nameof(DeliveryQuarantined) => new DeliveryQuarantined
        {
            Shop = "calm-lake.myshopify.com",
            Reasons = ["The order has no id.", "The order has no created_at."],
            Body = """{"name":"#1042"}"""u8.ToArray(),
            Delivery = Delivery,
        },
        nameof(OrderRanked) => new OrderRanked
        {
            Shop = "calm-lake.myshopify.com",
            OrderId = 9_100_000_000_001_042,
            OrderName = "#1042",
            CustomerId = 9_200_000_000_000_007,
            CustomerFirstName = "Ada",
            CreatedAt = OrderedAt,
            Total = new Money(4995, "USD"),
            RequiresShipping = true,
            Ordinal = 5,
            CountingOrders = 5,
            LifetimeSpend = new Money(21450, "USD"),
            FirstOrderAt = new DateTimeOffset(2025, 2, 3, 8, 0, 0, TimeSpan.Zero),
            DaysSincePrevious = 31,
            DaysSinceRefund = 12,
            Locale = "en-GB",
            CustomerTags = ["likes:tea"],
            SpecialRequest = "Please no plastic.",
            Items = [new OrderItem("A beeswax candle", "Beverly")],
            Version = 2,
        },
        nameof(GestureDecided) => new GestureDecided
        {
            Shop = "calm-lake.myshopify.com",
            OrderId = 9_100_000_000_001_042,
            OrderName = "#1042",
            CustomerId = 9_200_000_000_000_007,
            OrderedAt = OrderedAt,
            Ordinal = 5,
            Rule = "fourth-to-seventh-order",
            RuleVersion = "3f2a91c0",
            Version = 2,
            Gives = true,
            Why = "4th to 7th order matched: this is the customer's 5th",
            OrderTotal = new Money(4995, "USD"),
            CustomerTags = ["likes:tea"],
            SpecialRequest = "Please no plastic.",
            Lines =
            [
                new GestureLine
                {
                    Kind = LineKind.Extra,
                    Sku = "DELIGHT-TEA",
                    Title = "A tin of tea for one",
                    Quantity = 1,
                    Value = new Money(300, "USD"),
                    Why = "4th to 7th order matched: this is the customer's 5th",
                    Otherwise =
                    [
                        new GestureLine
                        {
                            Kind = LineKind.Extra,
                            Sku = "DELIGHT-CANDLE",
                            Title = "A small beeswax candle",
                            Quantity = 1,
                            Value = new Money(500, "USD"),
                            Why = "4th to 7th order matched: this is the customer's 5th",
                        },
                    ],
                },
                new GestureLine
                {
                    Kind = LineKind.HandwrittenNote,
                    Quantity = 1,
                    Text = "Dear Ada, this is your fifth order with us.",
                    Why = "4th to 7th order matched: this is the customer's 5th",
                    Wording = "c42f7a3b90e1",
                    OtherWordings =
                    [
                        new GestureLine
                        {
                            Kind = LineKind.HandwrittenNote,
                            Quantity = 1,
                            Text = "Dear Ada, five orders, and we noticed each.",
                            Why = "4th to 7th order matched: this is the customer's 5th",
                            Wording = "07be11d5a6f3",
                        },
                    ],
                },
            ],
        },
        nameof(FulfilmentChanged) => new FulfilmentChanged
        {
            Shop = "calm-lake.myshopify.com",
            OrderId = 9_100_000_000_001_042,
            OrderName = "#1042",
            CustomerId = 9_200_000_000_000_007,
            Ordinal = 5,
            State = ParcelState.Packed,
            Lines =
            [
                new ParcelLine
                {
                    Rule = "fourth-to-seventh-order",
                    Kind = LineKind.Extra,
                    Sku = "DELIGHT-TEA",
                    Title = "A tin of tea for one",
                    Quantity = 1,
                    Why = "4th to 7th order matched: this is the customer's 5th",
                    Care = ["fragile"],
                },
                new ParcelLine
                {
                    Rule = "fourth-to-seventh-order",
                    Kind = LineKind.HandwrittenNote,
                    Quantity = 1,
                    Text = "Dear Ada, this is your fifth order with us.",
                    Why = "4th to 7th order matched: this is the customer's 5th",
                },
            ],
            SpecialRequest = "Please no plastic.",
            Warning = "After packing: the order does not count: it is cancelled.",
            Version = 3,
        },
        nameof(PrivacyRequested) => new PrivacyRequested
        {
            Shop = "calm-lake.myshopify.com",
            Kind = PrivacyKind.CustomerRedact,
            CustomerId = 9_200_000_000_000_007,
            CustomerEmail = "ada@example.com",
            CustomerPhone = "+15145550123",
            OrderIds = [9_100_000_000_001_042],
            Delivery = Delivery with { Topic = PrivacyKind.CustomerRedact },
        },
        nameof(CustomersMerged) => new CustomersMerged
        {
            Shop = "calm-lake.myshopify.com",
            KeptCustomerId = 9_200_000_000_000_007,
            MergedCustomerId = 9_200_000_000_000_008,
            Delivery = Delivery with { Topic = "customers/merge" },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no sample of it."),
    };

    public static string Pinned(string type) => Text($"{type}.json");

    /// <summary>What the oldest sender may leave out is left out.</summary>
    public static string Least(string type) => Text($"{type}.least.json");

    public static Type MessageType(string type) => typeof(OrderSeen).Assembly.GetType($"Delight.Contracts.{type}", throwOnError: true)!;

    /// <summary>As it travels inside MassTransit's envelope, only with line breaks.</summary>
    public static string Write(object message) => Indented(JsonSerializer.Serialize(message, message.GetType(), SystemTextJsonMessageSerializer.Options));

    public static object Read(string type, string json) => JsonSerializer.Deserialize(json, MessageType(type), SystemTextJsonMessageSerializer.Options)!;

    /// <summary>One way of writing JSON, so that only its content is compared.</summary>
    public static string Indented(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }).ReplaceLineEndings("\n");

    private static string Text(string file) => File.ReadAllText(Repository.File($"tests/Delight.Contracts.Tests/Samples/{file}")).ReplaceLineEndings("\n").TrimEnd();
}
