using Delight.FakeShops;
using Delight.Shopify.Documents;

namespace Delight.Shopify.Tests.Contract;

/// <summary>What a shop answers is read as it is meant, by each wire.</summary>
[TestFixtureSource(typeof(Wires), nameof(Wires.Names))]
internal sealed class AnswersContract(string wire) : OnOpenDoor(wire)
{
    [Test]
    public async Task The_shop_says_who_it_is_and_what_is_allowed()
    {
        var details = Value(await Door.AskAsync(ShopDetails.Document));

        Assert.That(details.Shop.MyshopifyDomain, Is.EqualTo(Door.Shop.Options.Domain));
        Assert.That(details.CurrentAppInstallation.AccessScopes.Select(s => s.Handle), Is.SupersetOf(Door.Shop.Options.Scopes));
    }

    [Test]
    public async Task An_order_is_read_by_its_number()
    {
        var id = Door.Remember();

        var order = Value(await Door.AskAsync(OrderById.Document, OrderById.Of(id))).Order!;

        Assert.That(order.LegacyResourceId, Is.EqualTo(id).And.GreaterThan(1L << 53));
        Assert.That(order.CurrentTotalPriceSet.ShopMoney, Is.EqualTo(new ShopMoney(42.5m, "USD")));
        Assert.That(order.Customer!.LegacyResourceId, Is.EqualTo(77));
        Assert.That(order.CustomerJourneySummary!.CustomerOrderIndex, Is.EqualTo(1));
        Assert.That(order.DisplayFinancialStatus, Is.EqualTo("PAID"));
    }

    [Test]
    public async Task An_order_that_is_not_there_is_an_answer_too() =>
        Assert.That(Value(await Door.AskAsync(OrderById.Document, OrderById.Of(4711))).Order, Is.Null);

    [Test]
    public async Task Orders_that_changed_since_a_moment_come_page_by_page_from_the_oldest_change()
    {
        long[] ids = [.. Enumerable.Range(0, 120).Select(n => Door.Remember(TimeSpan.FromMinutes(120 - n)))];
        var (since, found, after) = (Door.Shop.Options.Time.GetUtcNow() - TimeSpan.FromMinutes(110), new List<long>(), (string?)null);
        do
        {
            var page = Value(await Door.AskAsync(OrdersUpdatedSince.Document, OrdersUpdatedSince.Of(since, after))).Orders;
            found.AddRange(page.Nodes.Select(o => o.LegacyResourceId));
            after = page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null;
        }
        while (after is not null);

        Assert.That(found, Is.EqualTo(ids.TakeLast(found.Count)));
        Assert.That(found, Has.Count.EqualTo(109).Within(2));
    }

    [Test]
    public async Task Nobody_has_subscribed_yet() => Assert.That(Value(await Door.AskAsync(WebhookSubscriptions.Document, WebhookSubscriptions.Of(null))).Made.Nodes, Is.Empty);

    [Test]
    public async Task What_the_shop_has_against_it_is_an_answer()
    {
        Door.Shop.Faults.Add(new Fault(FaultKind.UserError) { Message = "Tags are full." });

        Assert.That(Value(await Door.AskAsync(AddTags.Document, AddTags.Of(Door.Remember(), ["delight"]))).TagsAdd!.UserErrors.Single().Message, Is.EqualTo("Tags are full."));
    }
}
