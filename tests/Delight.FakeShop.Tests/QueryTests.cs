using System.Net;
using System.Text.Json;

namespace Delight.FakeShops.Tests;

/// <summary>What the shop answers about itself and its orders.</summary>
internal sealed class QueryTests
{
    private const string PageQuery = """
        query Page($after: String, $query: String, $sort: OrderSortKeys!) {
          orders(first: 2, after: $after, query: $query, sortKey: $sort) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } }
        }
        """;

    private OpenShop app = null!;

    [SetUp]
    public async Task Open() => app = await OpenShop.StartAsync();

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    [Test]
    public async Task Old_orders_are_there_from_the_beginning()
    {
        await using var old = await OpenShop.StartAsync(new() { OldOrders = 60 });
        var orders = old.Merchant.Newest(100);
        Assert.That(orders.GroupBy(each => each.CustomerId).Select(each => each.Count()), Is.EqualTo(Enumerable.Repeat(3, 20)));
        Assert.That(orders[0].CreatedAt, Is.LessThan(old.Shop.Options.Time.GetUtcNow().AddDays(-1)));
        Assert.That(old.Shop.Deliveries.All, Is.Empty);
    }

    [Test]
    public async Task The_shop_tells_who_it_is()
    {
        var shop = (await app.DataAsync("{ shop { name myshopifyDomain currencyCode ianaTimezone plan { publicDisplayName } } currentAppInstallation { accessScopes { handle } } }"));
        Assert.That(shop.GetProperty("shop").GetProperty("myshopifyDomain").GetString(), Is.EqualTo("fake.myshopify.com"));
        Assert.That(shop.GetProperty("currentAppInstallation").GetProperty("accessScopes").EnumerateArray().Select(s => s.GetProperty("handle").GetString()), Does.Contain("read_all_orders"));
    }

    [Test]
    public async Task An_order_has_what_its_customer_ordered()
    {
        var order = app.Remember();
        var told = (await app.DataAsync("""
            query Order($id: ID!) {
              order(id: $id) {
                id legacyResourceId name test closed cancelledAt cancelReason displayFinancialStatus displayFulfillmentStatus requiresShipping merchantEditable customerLocale note tags
                currentTotalPriceSet { shopMoney { amount currencyCode } }
                customer { id legacyResourceId firstName lastName email tags locale numberOfOrders }
                lineItems(first: 10) { nodes { title sku quantity vendor requiresShipping currentQuantity customAttributes { key value } discountedTotalSet { shopMoney { amount } } product { tags productType } } }
                refunds { createdAt } customerJourneySummary { customerOrderIndex } metafield(namespace: "delight", key: "gift") { value }
              }
            }
            """, new { id = Gid.Of("Order", order.Id) })).GetProperty("order");

        Assert.Multiple(() =>
        {
            Assert.That(told.GetProperty("legacyResourceId").GetString(), Is.EqualTo(order.Id.ToString()));
            Assert.That(told.GetProperty("displayFinancialStatus").GetString(), Is.EqualTo("PAID"));
            Assert.That(told.GetProperty("currentTotalPriceSet").GetProperty("shopMoney").GetProperty("amount").GetString(), Is.EqualTo("42.5"));
            Assert.That(told.GetProperty("customer").GetProperty("numberOfOrders").GetString(), Is.EqualTo("1"));
            Assert.That(told.GetProperty("lineItems").GetProperty("nodes")[0].GetProperty("vendor").GetString(), Is.EqualTo("Leaf & Co"));
            Assert.That(told.GetProperty("lineItems").GetProperty("nodes")[0].GetProperty("discountedTotalSet").GetProperty("shopMoney").GetProperty("amount").GetString(), Is.EqualTo("40.0"));
            Assert.That(told.GetProperty("customerJourneySummary").GetProperty("customerOrderIndex").GetInt32(), Is.EqualTo(1));
            Assert.That(told.GetProperty("metafield").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [TestCase("UPDATED_AT")]
    [TestCase("CREATED_AT")]
    [TestCase("ID")]
    public async Task Orders_are_read_page_by_page(string sort)
    {
        var all = Enumerable.Range(0, 5).Select(n => Gid.Of("Order", app.Remember(age: TimeSpan.FromMinutes(60 - n)).Id)).ToList();
        Assert.That(await ReadAllAsync(sort, query: null), Is.EqualTo(all));
    }

    [Test]
    public async Task Orders_are_searched_by_when_they_changed()
    {
        var all = Enumerable.Range(0, 5).Select(n => app.Remember(age: TimeSpan.FromMinutes(60 - n))).ToList();
        var since = all[2].UpdatedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ");
        Assert.That(await ReadAllAsync("UPDATED_AT", $"updated_at:>='{since}'"), Is.EqualTo(all.Skip(2).Select(o => Gid.Of("Order", o.Id))));
    }

    [Test]
    public async Task An_old_history_is_read_like_any_orders()
    {
        var now = app.Shop.Options.Time.GetUtcNow();
        app.Merchant.Remember(new HistoricOrders(5, 2, now.AddDays(-3), now.AddDays(-2)));
        app.Remember();
        Assert.That(await ReadAllAsync("UPDATED_AT", query: null), Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Where_paging_is_limited_the_search_must_be_narrowed()
    {
        app.Shop.Options.DeepestPage = 2;
        for (var order = 0; order < 3; order++)
            app.Remember();
        var page = (await app.DataAsync(PageQuery, new { sort = "ID" })).GetProperty("orders").GetProperty("pageInfo");
        var next = await app.AskAsync(PageQuery, new { sort = "ID", after = page.GetProperty("endCursor").GetString() });
        Assert.That(next.GetProperty("errors")[0].GetProperty("message").GetString(), Does.StartWith("Pagination is limited to 2 objects"));
    }

    [Test]
    public async Task A_version_that_is_served_no_more_is_answered_in_another()
    {
        app.Shop.Options.ServedVersion = "2026-04";
        using var answer = await app.PostAsync("{ shop { name } }");
        Assert.That(answer.Headers.GetValues("X-Shopify-API-Version"), Is.EqualTo(new[] { "2026-04" }));
    }

    [Test]
    public async Task Without_the_scope_for_all_orders_those_older_than_60_days_are_not_shown()
    {
        app.Remember(age: TimeSpan.FromDays(61));
        app.Shop.Options.Scopes.Remove("read_all_orders");
        Assert.That(await ReadAllAsync("ID", query: null), Is.Empty);
    }

    [Test]
    public async Task What_the_app_may_not_read_is_denied()
    {
        app.Shop.Options.Scopes.Clear();
        var error = (await app.AskAsync("{ orders(first: 1) { nodes { id } } }")).GetProperty("errors")[0];
        Assert.That(error.GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo("ACCESS_DENIED"));
    }

    [Test]
    public async Task A_wrong_document_gets_the_errors_of_the_schema()
    {
        var error = (await app.AskAsync("{ shop { nam } }")).GetProperty("errors")[0];
        Assert.That(error.GetProperty("message").GetString(), Does.StartWith("Cannot query field 'nam'"));
    }

    [Test]
    public async Task What_the_stand_in_does_not_know_is_an_error_that_says_where_to_add_it()
    {
        var error = (await app.AskAsync("{ shop { timezoneOffsetMinutes } }")).GetProperty("errors")[0];
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("Shop.timezoneOffsetMinutes"));
    }

    [Test]
    public async Task An_unknown_token_is_refused()
    {
        using var answer = await app.PostAsync("{ shop { name } }", token: "other");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private async Task<List<string?>> ReadAllAsync(string sort, string? query)
    {
        var (all, after) = (new List<string?>(), (string?)null);
        while (true)
        {
            var page = (await app.DataAsync(PageQuery, new { after, query, sort })).GetProperty("orders");
            all.AddRange(page.GetProperty("nodes").EnumerateArray().Select(o => o.GetProperty("id").GetString()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                return all;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }
}
