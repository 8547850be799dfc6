using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Where the next page begins.</summary>
internal sealed record PageInfo(bool HasNextPage, string? EndCursor)
{
    /// <summary>Asked on and on, a shop that names no place to go on from would answer for ever.</summary>
    /// <param name="shop">Whose page it is.</param>
    /// <param name="from">Where the page began; nothing for the first.</param>
    /// <returns>Nothing when there is a next page to ask for, or none.</returns>
    public Failure? Standstill(string shop, string? from) => HasNextPage && (EndCursor is null || EndCursor == from)
        ? new Failure(FailureKind.Unusable, $"{shop} says that there is another page, and not where it begins. Try again later; if it stays so, the platform's support has to see to it.") : null;
}

internal sealed record MoneyBag(ShopMoney ShopMoney);

/// <summary>In the shop's own currency.</summary>
internal sealed record ShopMoney(decimal Amount, string CurrencyCode);

/// <summary>How the platform names a thing: its kind and its number.</summary>
internal static class Gid
{
    public static string OfOrder(long orderId) => $"gid://shopify/Order/{orderId}";

    public static string OfCustomer(long customerId) => $"gid://shopify/Customer/{customerId}";
}
