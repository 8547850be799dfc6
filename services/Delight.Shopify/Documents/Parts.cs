namespace Delight.Shopify.Documents;

/// <summary>Where the next page begins.</summary>
internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

internal sealed record MoneyBag(ShopMoney ShopMoney);

/// <summary>In the shop's own currency.</summary>
internal sealed record ShopMoney(decimal Amount, string CurrencyCode);

/// <summary>How the platform names a thing: its kind and its number.</summary>
internal static class Gid
{
    public static string OfOrder(long orderId) => $"gid://shopify/Order/{orderId}";

    public static string OfCustomer(long customerId) => $"gid://shopify/Customer/{customerId}";
}
