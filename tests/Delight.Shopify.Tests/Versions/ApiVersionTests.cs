using Delight.ObjectMother;
using Delight.Shopify.Versions;

namespace Delight.Shopify.Tests.Versions;

internal sealed class ApiVersionTests
{
    [TestCase("2026-01")]
    [TestCase("2025-10")]
    public void A_quarter_is_a_version(string name) => Assert.That(ApiVersion.Read(name)!.Name, Is.EqualTo(name));

    [TestCase("2026-02")]
    [TestCase("2026-13")]
    [TestCase("unstable")]
    [TestCase("2026-1")]
    [TestCase("")]
    public void Anything_else_is_none(string name) => Assert.That(ApiVersion.Read(name), Is.Null);

    [TestCase("2026-10-02", null)]
    [TestCase("2026-10-03", "is supported until 2027-01-01")]
    [TestCase("2026-12-31", "is supported until 2027-01-01")]
    [TestCase("2027-01-01", "is no longer supported since 2027-01-01, and the platform answers with a newer one")]
    public void It_warns_three_months_before_its_end(string today, string? warning) =>
        Assert.That(ApiVersion.Read("2026-01")!.Warning(DateOnly.Parse(today)), Is.EqualTo(warning));

    [TestCase("2026-11-28", "2026-10")]
    [TestCase("2026-12-31", "2026-10")]
    [TestCase("2027-01-01", "2027-01")]
    public void It_says_what_to_set_also_to_whoever_has_set_nothing(string today, string newest)
    {
        var advice = $"Set Delight:Shopify:Shops:N:ApiVersion of the shop to {newest}, the newest, and run shop check.";

        Assert.That(new ApiVersion("2025-04", new DateOnly(2025, 4, 1)).Advice(DateOnly.Parse(today)), Is.EqualTo(advice));
        Assert.That(ApiVersion.Read(new ShopifyShopSettings().ApiVersion)!.Advice(DateOnly.Parse(today)), Is.EqualTo(
            "It is the one that Delight takes where none is set. " + advice));
    }

    [Test]
    public void The_log_says_which_shop_is_meant_and_until_when()
    {
        var log = new Logbook<VersionWatch>();
        var settings = new InForce<ShopifySettings>(new ShopifySettings { Shops = [new() { Shop = "a.example", ApiVersion = "2019-10" }, new() { Shop = "b.example", ApiVersion = "2199-01" }] });
        using var watch = new VersionWatch(settings, new(), new StandingClock(), log);

        watch.Look();

        Assert.That(log.Lines, Is.EqualTo(new[]
        {
            "The version 2019-10 of the Admin API, in which a.example is asked, is no longer supported since 2020-10-01, and the platform answers with a newer one. "
                + "Set Delight:Shopify:Shops:N:ApiVersion of the shop to 2026-04, the newest, and run shop check.",
        }));
    }
}
