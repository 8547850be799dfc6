using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>What pages look for, by HTTP: names and forms of the answers.</summary>
public sealed class FindingApiTests : OnOneOrder
{
    private static readonly string[] Listed = ["shop", "orderId", "orderName", "customerId", "createdAt", "ordinal", "counts", "notCounting", "total", "imported"];

    [TestCase("1001")]
    [TestCase("%231001")]
    [TestCase("9100000000000001")]
    [TestCase("9200000000000007")]
    public async Task An_order_is_found_by_name_id_or_customer(string find)
    {
        var order = (await BodyAsync($"/api/v1/orders?find={find}&shop={Shop.Domain.ToUpperInvariant()}")).GetProperty("orders").EnumerateArray().Single();

        Assert.That(Names(order), Is.EqualTo(Listed));
        Assert.That(order.GetRawText(), Is.EqualTo("""{"shop":"calm-lake.myshopify.com","orderId":"9100000000000001","orderName":"#1001","customerId":"9200000000000007","createdAt":"2026-11-20T10:15:30+00:00","ordinal":1,"counts":true,"notCounting":null,"total":{"amount":20,"currency":"USD"},"imported":false}"""));
    }

    [Test]
    public async Task Its_facts_are_told()
    {
        var facts = await BodyAsync($"/api/v1/orders/{Shop.Domain.ToUpperInvariant()}/{Shop.OrderId(1)}/facts");

        Assert.That(Names(facts), Is.EqualTo((string[])[.. Listed, "updatedAt", "fulfilled", "requiresShipping", "lifetimeSpend", "firstOrderAt", "previousOrderAt", "locale", "items", "specialRequest", "version"]));
        Assert.That(facts.GetProperty("lifetimeSpend").GetRawText(), Is.EqualTo("""{"amount":20,"currency":"USD"}"""));
    }

    [Test]
    public async Task The_customers_orders_are_told_by_pages()
    {
        var page = await BodyAsync($"/api/v1/customers/{Shop.Domain}/{Shop.Ada}/orders?limit=1");

        Assert.That((Names(page), page.GetProperty("orders").GetArrayLength(), page.GetProperty("next").ValueKind), Is.EqualTo((new[] { "orders", "next" }, 1, JsonValueKind.Null)));
    }

    [Test]
    public async Task A_parcel_is_told_as_in_the_list_also_by_its_customer()
    {
        var listed = (await BodyAsync($"/api/v1/fulfilment?shop={Shop.Domain}&customer={Shop.Ada}")).GetProperty("orders")[0].GetRawText();

        Assert.That((await BodyAsync($"/api/v1/fulfilment/{Shop.Domain.ToUpperInvariant()}/{Shop.OrderId(1)}")).GetRawText(), Is.EqualTo(listed));
        Assert.That((await BodyAsync($"/api/v1/fulfilment?shop={Shop.Domain}&customer={Shop.Bert}")).GetProperty("orders").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Lines_are_found_and_it_is_said_how_far_was_looked()
    {
        var parcel = (await BodyAsync($"/api/v1/fulfilment/{Shop.Domain}/{Shop.OrderId(1)}")).GetProperty("lines");
        var extra = parcel.EnumerateArray().First(l => l.GetProperty("kind").GetString() == "extra");

        var found = await BodyAsync($"/api/v1/fulfilment/lines?find={extra.GetProperty("sku").GetString()!.ToLowerInvariant()}");

        Assert.That((Names(found), found.GetProperty("searched").GetInt64(), found.GetProperty("complete").GetBoolean()), Is.EqualTo((new[] { "lines", "searched", "complete", "next" }, 1, true)));
        var line = found.GetProperty("lines").EnumerateArray().Single();
        Assert.That(Names(line), Is.EqualTo(new[] { "shop", "orderId", "orderName", "customerId", "orderedAt", "state", "kind", "sku", "title", "text", "rule" }));
        Assert.That((line.GetProperty("orderId").GetString(), line.GetProperty("title").GetString()), Is.EqualTo(("9100000000000001", extra.GetProperty("title").GetString())));
    }

    private async Task<JsonElement> BodyAsync(string path)
    {
        var (status, _, body) = await Server.GetAsync(path);
        Assert.That(status, Is.EqualTo(200), path);
        return body;
    }
}
