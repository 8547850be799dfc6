namespace Delight.Benchmarks.Twins;

/// <summary>The same rule as Delight's, written straight down.</summary>
internal static class TwinRule
{
    public const string Name = "fourth-to-seventh-order";

    private static readonly (string Sku, string Title, long Value)[] Extras =
    [
        ("DELIGHT-SWEET", "A wrapped sweet", 100),
        ("DELIGHT-TEA", "A tin of tea for one", 300),
        ("DELIGHT-CANDLE", "A small beeswax candle", 500),
        ("DELIGHT-MUG", "A mug from the maker", 900),
    ];

    private static readonly string[] InWords = ["fourth", "fifth", "sixth", "seventh"];
    private static readonly string[] InDigits = ["4th", "5th", "6th", "7th"];

    public static Answer Decide(RankedOrder order)
    {
        var answer = new Answer
        {
            Shop = order.Shop, Id = order.Id, Name = order.Name, Customer = order.Customer, OrderedAt = order.CreatedAt,
            Ordinal = order.Ordinal, Version = order.Version, Why = "this is not the customer's 4th to 7th order",
        };
        if (order is not { RequiresShipping: true, Ordinal: >= 4 and <= 7 })
        {
            return answer;
        }

        var place = (int)order.Ordinal - 4;
        var extra = Extras[place];
        var greeting = order.FirstName is null ? "This" : $"Dear {order.FirstName}, this";
        return answer with
        {
            Why = $"4th to 7th order matched: this is the customer's {InDigits[place]}",
            Lines =
            [
                new AnswerLine("extra", extra.Sku, extra.Title, null, extra.Value),
                new AnswerLine("handwritten-note", null, null,
                    $"{greeting} is your {InWords[place]} order with us, and we noticed. Thank you for coming back. Something small is in the parcel for you.", null),
            ],
        };
    }
}
