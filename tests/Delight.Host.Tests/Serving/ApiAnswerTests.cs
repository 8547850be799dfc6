using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>What the outside builds on: names and forms of the answers.</summary>
public sealed class ApiAnswerTests : OnOneOrder
{
    [Test]
    public async Task A_parcel_is_told_with_ids_as_strings()
    {
        var (status, _, page) = await Server.GetAsync($"/api/v1/fulfilment?shop={Shop.Domain.ToUpperInvariant()}&state=all&limit=1000");

        Assert.That((status, Names(page)), Is.EqualTo((200, new[] { "orders", "next" })));
        var order = page.GetProperty("orders").EnumerateArray().Single();
        Assert.That(Names(order), Is.SupersetOf(new[] { "shop", "orderId", "orderName", "customerId", "ordinal", "state", "lines" }));
        Assert.That((order.GetProperty("orderId").GetString(), order.GetProperty("customerId").GetString()), Is.EqualTo(("9100000000000001", "9200000000000007")));
        Assert.That(order.GetProperty("ordinal").GetInt32(), Is.EqualTo(1));
        Assert.That(order.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("rule").GetString() == Shop.Rule).Select(l => l.GetProperty("kind").GetString()), Is.EqualTo(new[] { "extra", "handwritten-note" }));
        Assert.That(Names(order.GetProperty("lines")[0]), Is.EqualTo(new[] { "kind", "sku", "title", "quantity", "text", "rule", "why", "care" }));
        Assert.That(page.GetProperty("next").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task An_orders_story_is_told_in_sentences()
    {
        var (status, _, story) = await Server.GetAsync($"/api/v1/orders/{Shop.Domain.ToUpperInvariant()}/{Shop.OrderId(1)}");

        Assert.That((status, story.GetProperty("orderId").GetString()), Is.EqualTo((200, "9100000000000001")));
        var steps = story.GetProperty("story").EnumerateArray().Select(s => s.GetProperty("step").GetString()).ToArray();
        Assert.That(steps[..2], Is.EqualTo(new[] { "received", "ledger" }));
        Assert.That(steps[2..], Does.Contain(Shop.Rule));
    }

    [Test]
    public async Task The_queues_are_told_with_what_waits_and_what_failed()
    {
        var (_, _, queues) = await Server.GetAsync("/api/v1/queues");

        var names = queues.GetProperty("queues").EnumerateArray().Select(q => q.GetProperty("name").GetString()!).ToArray();
        Assert.That(names, Is.Unique.And.SupersetOf(new[] { "quarantine", "ledger", "privacy", "merges", "rule-fourth-to-seventh-order", "fulfilment" }));
        Assert.That(names.Where(n => !n.StartsWith("rule-", StringComparison.Ordinal)), Is.EquivalentTo(new[] { "quarantine", "ledger", "privacy", "merges", "fulfilment" }));
        Assert.That(Names(queues.GetProperty("queues")[0]), Is.SupersetOf(new[] { "name", "ready", "unacknowledged", "consumers", "errorDepth" }));
    }

    [Test]
    public async Task The_sums_have_the_names_of_the_design()
    {
        var (_, _, stats) = await Server.GetAsync("/api/v1/stats");

        Assert.That(Names(stats), Is.EqualTo(new[] { "deliveries", "orders", "fulfilment", "pending" }));
        Assert.That(Names(stats.GetProperty("deliveries")), Is.SupersetOf(new[] { "accepted", "duplicate", "quarantined", "refused" }));
        Assert.That(Names(stats.GetProperty("orders")), Is.EqualTo(new[] { "known", "counting" }));
        Assert.That(Names(stats.GetProperty("fulfilment")), Is.EqualTo(new[] { "open", "packed", "lines" }));
        Assert.That((stats.GetProperty("orders").GetProperty("known").GetInt64(), stats.GetProperty("fulfilment").GetProperty("lines").GetInt64() >= 2), Is.EqualTo((1, true)));
    }

    [TestCase(Shop.Domain, new[] { "1: 1" })]
    [TestCase(Shop.OtherDomain, new string[0])]
    public async Task Orders_are_counted_by_their_place(string shop, string[] counts)
    {
        var (_, _, orders) = await Server.GetAsync($"/api/v1/orders/by-ordinal?shop={shop.ToUpperInvariant()}");

        Assert.That(orders.GetProperty("ordinals").EnumerateArray().Select(o => $"{o.GetProperty("ordinal")}: {o.GetProperty("orders")}"), Is.EqualTo(counts));
    }
}
