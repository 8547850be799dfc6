namespace Delight.Platform.Gifts;

/// <summary>How a gift looks that we wrote into a shop's own order, when that order comes back by webhook or is fetched. An edit may say of a
/// line no more than its title, price, quantity, whether it is taxed and whether it is shipped; both ways show all of these but the quantity alike.</summary>
public static class GiftLine
{
    /// <summary>What a line is that we write: not taxed, which a person has to untick for a line of their own.</summary>
    public const bool Taxable = false;

    public const bool RequiresShipping = true;

    /// <param name="isFree">Its price before discounts is 0.</param>
    /// <param name="vendor">Absent for what is not in the shop's catalogue; reading it needs no scope, unlike the product.</param>
    /// <param name="taxable">Nothing when the order does not say.</param>
    /// <param name="requiresShipping">Nothing when the order does not say.</param>
    public static bool IsOurs(bool isFree, string? vendor, string? sku, bool? taxable, bool? requiresShipping) =>
        isFree && taxable == Taxable && requiresShipping == RequiresShipping && string.IsNullOrEmpty(vendor) && string.IsNullOrEmpty(sku);
}
