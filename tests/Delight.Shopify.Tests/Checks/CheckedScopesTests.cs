using Delight.Shopify.Checks;

namespace Delight.Shopify.Tests.Checks;

/// <summary>What the app may do at the shop, and what it lacks.</summary>
internal sealed class CheckedScopesTests : OnShopCheck
{
    [Test]
    public async Task Scopes_that_are_missing_are_named()
    {
        Shop.Shop.Options.Scopes.Remove("read_customer_merge");
        Shop.Shop.Options.Scopes.Remove("read_all_orders");
        Shop.Shop.Options.Scopes.Remove("read_customers");
        Shop.Shop.Options.Scopes.Remove("write_customer_merge");

        Assert.That((await OfAsync("scopes")).Select(f => (f.State, f.Says.Split(' ')[0])), Is.EqualTo(new[] { ("wrong", "read_customers"), ("warning", "read_all_orders"), ("warning", "read_customer_merge") }));
    }

    [TestCase(ShopifyShopSettings.WriteBackSettings.None, "")]
    [TestCase(ShopifyShopSettings.WriteBackSettings.Note, "write_orders")]
    [TestCase(ShopifyShopSettings.WriteBackSettings.OrderEdit | ShopifyShopSettings.WriteBackSettings.Hold, "write_order_edits,write_merchant_managed_fulfillment_orders")]
    public async Task What_is_written_into_orders_needs_scopes_of_its_own(ShopifyShopSettings.WriteBackSettings writes, string missing)
    {
        Shop.Settings.Shops[0].WriteBack = writes;
        Shop.Shop.Options.Scopes.Add("read_orders");
        foreach (var scope in new[] { "write_orders", "write_order_edits", "write_merchant_managed_fulfillment_orders" })
        {
            Shop.Shop.Options.Scopes.Remove(scope);
        }

        var wrong = (await OfAsync("scopes")).Where(f => f.State == Finding.IsWrong).Select(f => f.Says.Split(' ')[0]);

        Assert.That(wrong, Is.EqualTo(missing.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public async Task Orders_whose_parcels_others_send_can_be_held_too()
    {
        Shop.Settings.Shops[0].WriteBack = ShopifyShopSettings.WriteBackSettings.Hold;
        Shop.Shop.Options.Scopes.Remove("write_merchant_managed_fulfillment_orders");
        Shop.Shop.Options.Scopes.Add("write_third_party_fulfillment_orders");

        Assert.That((await OfAsync("scopes")).Select(f => f.State), Is.EqualTo(new[] { "ok" }));
    }
}
