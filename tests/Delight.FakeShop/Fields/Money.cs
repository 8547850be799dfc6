namespace Delight.FakeShops;

/// <summary>Amounts; the shop's people and its customers have the same currency.</summary>
internal static class Money
{
    public static Answer Bag(decimal amount, string currency) => new() { ["shopMoney"] = Of(amount, currency), ["presentmentMoney"] = Of(amount, currency) };

    public static Answer Of(decimal amount, string currency) => new() { ["amount"] = amount, ["currencyCode"] = currency };
}
