namespace Delight.Shopify.Tests.Checks;

/// <summary>In which versions the shop is asked and writes, and until when they are supported.</summary>
internal sealed class CheckedVersionsTests : OnShopCheck
{
    [Test]
    public async Task Deliveries_in_another_version_that_is_supported_are_in_order()
    {
        Shop.Shop.Options.WebhookApiVersion = "2025-10";

        Assert.That((await OfAsync("API version")).Select(f => (f.State, f.Says)), Is.EqualTo(new[]
        {
            ("ok", "Deliveries are written in 2025-10, and the Admin API is asked in 2026-01. Both are supported, and they need not be the same."),
            ("ok", "The Admin API is asked in 2026-01, which is supported until 2027-01-01."),
        }));
    }

    [Test]
    public async Task A_version_whose_end_is_near_is_warned_of_with_what_to_set_and_where_until_it_is_done()
    {
        Shop.Clock.Advance(new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero) - Shop.Clock.GetUtcNow());
        const string Deliveries = "Deliveries are written in 2026-01, which is supported until 2027-01-01. That is set at the platform and not here: choose 2026-10 as the version of webhooks in the app's own settings there.";

        Assert.That((await OfAsync("API version")).Select(f => (f.State, f.Says)), Is.EqualTo(new[]
        {
            ("warning", Deliveries),
            ("warning", "The Admin API is asked in 2026-01, which is supported until 2027-01-01. It is the one that Delight takes where none is set. Set Delight:Shopify:Shops:N:ApiVersion of the shop to 2026-10, the newest, and run shop check."),
        }));

        Shop.Settings.Shops[0].ApiVersion = "2026-10";
        Assert.That((await OfAsync("API version")).Select(f => (f.State, f.Says)), Is.EqualTo(new[] { ("warning", Deliveries), ("ok", "The Admin API is asked in 2026-10, which is supported until 2027-10-01.") }));

        Shop.Shop.Options.WebhookApiVersion = "2026-10";
        Assert.That((await OfAsync("API version")).Select(f => f.State), Is.EqualTo(new[] { "ok" }));
    }

    [Test]
    public async Task Deliveries_in_a_version_that_changes_any_day_are_warned_of()
    {
        Shop.Shop.Options.WebhookApiVersion = "unstable";

        Assert.That((await OfAsync("API version"))[0], Has.Property("State").EqualTo("warning").And.Property("Says").StartsWith("Deliveries are written in unstable, which is no version that stays as it is. "));
    }
}
