using Delight.Dashboard.Pages;

namespace Delight.Dashboard.Tests.Shops;

/// <summary>What comparisons with shops found, as the overview says it: nothing when there is nothing.</summary>
internal sealed class ShopNeedsTests
{
    [Test]
    public void Where_everything_came_and_agrees_nothing_is_said() => Assert.That(Need.Of([Shop("tea"), Shop("soap")]), Is.Empty);

    [Test]
    public void A_shop_whose_deliveries_are_all_refused_comes_first_and_leads_to_what_to_do() =>
        Assert.That(Need.Of([Shop("tea", missed: 1) with { DeliveriesRefused = "Add the secret." }]), Is.EqualTo(new[]
        {
            new Need("Every delivery so far was refused", "/shop?shop=tea.myshopify.com#refused", IsBad: true), new Need("No webhook told of 1 order in the last day", "/shop?shop=tea.myshopify.com#missed"),
        }));

    [TestCase(1, "No webhook told of 1 order in the last day")]
    [TestCase(2, "No webhook told of 2 orders in the last day")]
    public void What_never_came_is_counted_and_leads_to_the_shop(int missed, string says) =>
        Assert.That(Need.Of([Shop("tea", missed)]), Is.EqualTo(new[] { new Need(says, "/shop?shop=tea.myshopify.com#missed") }));

    [TestCase(1, "1 of 20 ordinals is not the shop's own")]
    [TestCase(3, "3 of 20 ordinals are not the shop's own")]
    public void Ordinals_that_differ_are_counted_and_lead_to_the_shop(int drifting, string says) =>
        Assert.That(Need.Of([Shop("tea", drifting: drifting)]), Is.EqualTo(new[] { new Need(says, "/shop?shop=tea.myshopify.com#ordinals") }));

    [Test]
    public void Of_several_shops_each_is_named() =>
        Assert.That(Need.Of([Shop("tea", missed: 1), Shop("soap", missed: 4, drifting: 2)]).Select(n => n.Says), Is.EqualTo(new[]
        {
            "No webhook told of 4 orders in the last day at soap.myshopify.com", "No webhook told of 1 order in the last day at tea.myshopify.com",
            "2 of 20 ordinals at soap.myshopify.com are not the shop's own",
        }));

    [Test]
    public void Of_many_the_rest_is_a_number() =>
        Assert.That(Need.Of([.. Enumerable.Range(1, 8).Select(n => Shop($"shop-{n}", missed: n, drifting: n))]).Select(n => (n.Says, n.Address)), Has.Exactly(12).Items
            .And.Some.EqualTo(("No webhook told of 6 orders in the last day at 3 other shops", "/shop")).And.Some.EqualTo(("Ordinals of 3 other shops are not the shops' own", "/shop")));

    private static SeenShop Shop(string name, int missed = 0, int drifting = 0) =>
        new($"{name}.myshopify.com", new SeenReconciliation(9, missed, null, 0, 0, null), new SeenOrdinals(null, 20, drifting, []), null, new SeenWriteBack("None", 0, 0, 0, 0, 0, [], 0, 0, null));
}
