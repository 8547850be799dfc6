using System.Security.Claims;
using Delight.Platform.Access;
using Delight.Shopify.Reporting;

namespace Delight.Shopify.Tests.Reporting;

internal sealed class UnknownShopTests
{
    private static readonly ClaimsPrincipal OfOneShop = new(new ClaimsIdentity([new Claim(Caller.ShopClaim, "mine.example")], "test"));

    [Test]
    public void Whoever_may_ask_of_every_shop_is_told_which_are_known()
    {
        Assert.That(Says(new ClaimsPrincipal(), "a.example", "b.example"), Does.StartWith("The running installation is not told how to ask mine.example. It knows a.example, b.example. Name it in "));
        Assert.That(Says(new ClaimsPrincipal()), Does.Contain(" It knows no shop. "));
    }

    [Test]
    public void Whoever_is_bound_to_shops_hears_of_no_other() => Assert.That(Says(OfOneShop, "a.example"), Does.Not.Contain("a.example"));

    private static string Says(ClaimsPrincipal caller, params string[] known) =>
        UnknownShop.Of("mine.example", new ShopifySettings { Shops = [.. known.Select(k => new ShopifyShopSettings { Shop = k })] }, caller).ProblemDetails.Detail!;
}
