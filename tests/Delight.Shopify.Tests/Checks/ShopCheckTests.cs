using Delight.FakeShops;
using Delight.Shopify.Checks;

namespace Delight.Shopify.Tests.Checks;

/// <summary>What somebody is told who asks whether all is right.</summary>
internal sealed class ShopCheckTests : OnShopCheck
{
    [Test]
    public async Task Where_all_is_right_every_line_says_so() =>
        Assert.That((await CheckAsync()).Select(f => (f.Item, f.State)), Is.EqualTo(new[]
        {
            ("access", "ok"), ("scopes", "ok"), ("orders", "ok"), ("names", "ok"), ("subscriptions", "ok"), ("privacy topics", "ok"), ("API version", "ok"), ("clock", "ok"), ("deliveries", "ok"),
            ("test delivery", "ok"), ("test delivery", "ok"), ("test delivery", "ok"),
        }));

    [Test]
    public async Task A_shop_that_refuses_us_is_not_asked_on()
    {
        Shop.Shop.Faults.Add(FaultKind.Unauthorized);

        var findings = await CheckAsync();

        Assert.That(findings[0], Has.Property("Item").EqualTo("access").And.Property("State").EqualTo("wrong"));
        Assert.That(findings[0].Says, Does.StartWith($"{Shop.Shop.Options.Domain} does not accept the access token.").And.EndsWith("What is behind it was not looked at."));
        Assert.That(findings.Select(f => f.Item), Has.None.EqualTo("scopes").And.None.EqualTo("subscriptions"));
    }

    [Test]
    public async Task Names_that_are_kept_from_us_are_no_fault()
    {
        Shop.Shop.Options.SharesNames = false;

        Assert.That((await OfAsync("names")).Select(f => f.State), Is.EqualTo(new[] { "warning" }));
    }

    [Test]
    public async Task An_order_topic_that_does_not_come_is_wrong_and_another_is_not()
    {
        Shop.Lose("ORDERS_PAID", "CUSTOMERS_MERGE");

        Assert.That((await OfAsync("subscriptions")).Select(f => (f.State, f.Says)), Is.EqualTo(new[]
        {
            ("wrong", $"orders/paid does not come. Run: shop connect --shop {Shop.Shop.Options.Domain}"), ("warning", $"customers/merge does not come. Run: shop connect --shop {Shop.Shop.Options.Domain}"),
        }));
        Assert.That(Shop.Topics, Has.Exactly(6).Items, "a check changes nothing");
    }

    [TestCase(20, "ok")]
    [TestCase(-60, "warning")]
    [TestCase(400, "wrong")]
    public async Task A_clock_that_is_off_is_told(int seconds, string state) => Assert.That((await OfAsync("clock", TimeSpan.FromSeconds(seconds))).Select(f => f.State), Is.EqualTo(new[] { state }));

    [Test]
    public async Task Without_a_public_address_it_says_what_to_set()
    {
        Shop.Settings.PublicUrl = null;

        Assert.That((await OfAsync("subscriptions")).Select(f => (f.State, f.Says)), Is.EqualTo(new[] { ("wrong", ShopCheck.NoAddress) }));
        Assert.That((await OfAsync("test delivery")).Select(f => (f.State, f.Says)), Is.EqualTo(new[]
        {
            ("warning", "None was posted, since it is not known where to. Set Delight:Shopify:PublicUrl, run shop connect, and then shop check again."),
        }));
    }
}
