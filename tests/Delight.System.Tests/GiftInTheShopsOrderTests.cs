using System.Net.Http.Json;
using System.Text.Json;
using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.SystemTests;

/// <summary>From a shop's order to the gift in it: what is written comes back as a webhook, and changes nothing.</summary>
internal sealed class GiftInTheShopsOrderTests
{
    /// <summary>The number of the process with the role Shopify, when distributed.</summary>
    private const int Writing = 2;
    private static readonly string[] Topics = ["ORDERS_CREATE", "ORDERS_UPDATED", "ORDERS_EDITED", "ORDERS_CANCELLED", "ORDERS_PAID", "ORDERS_FULFILLED"];

    [Test]
    public async Task The_customers_fourth_order_gets_its_gift_once_and_a_cancelled_one_loses_what_can_be_taken_back([Values] Form form)
    {
        await using var shop = await ShopAsync();
        await using var installation = await InstallationAsync(form, shop);

        long[] orders = [.. Enumerable.Range(1, 5).Select(n => Place(shop, n))];
        await Eventually.BecomesTrueAsync("the gift is in the 4th and the 5th order", () => Task.FromResult(orders[3..].All(o => Gifts(shop, o) > 0 && shop.Merchant.MetafieldsOf(o).Count == 1)));
        await Eventually.BecomesTrueAsync("no order is held", () => Task.FromResult(orders.All(o => shop.Merchant.Order(o)!.Holds.Count == 0)));
        await shop.Deliveries.SettleAsync();
        await installation.SettledAsync();
        Assert.That(shop.Deliveries.All.Select(d => d.Topic), Has.Member("orders/edited"), "our own edits came back");

        var before = await StoryAsync(installation, orders[4]);
        var edits = shop.Merchant.Order(orders[4])!.Edits.Count;
        shop.Merchant.Tag(orders[4], "vip");
        await shop.Deliveries.SettleAsync();
        await Eventually.BecomesTrueAsync("the change has arrived", async () => (await StoryAsync(installation, orders[4])).Count(IsArrival) > before.Count(IsArrival));
        await installation.SettledAsync();
        Assert.That(edits, Is.EqualTo(1));
        Assert.That((await StoryAsync(installation, orders[4])).Count(IsRanking), Is.EqualTo(before.Count(IsRanking)), "no fact changed");
        Assert.That(orders[..3].Sum(o => Gifts(shop, o)), Is.Zero);
        Assert.That(shop.Merchant.Order(orders[4])!.CurrentTotal, Is.EqualTo(25m));

        shop.Merchant.Refund(orders[0]);
        await Eventually.BecomesTrueAsync("the 4th order is the third now, and its gift is out again", () => Task.FromResult(Gifts(shop, orders[3]) == 0 && shop.Merchant.MetafieldsOf(orders[3]).Count == 0));
        Assert.That(shop.Merchant.CustomerNotifications, Is.Zero);
    }

    [Test]
    public async Task Each_gift_is_in_its_order_once_whenever_the_process_that_writes_dies([Values] Form form)
    {
        var (customers, deaths) = SharedData.Long ? (60, 12) : (12, 3);
        await using var shop = await ShopAsync();
        await using var installation = await InstallationAsync(form, shop);
        var writes = (HostProcess)installation.Processes[form == Form.Embedded ? 0 : Writing];
        var fourth = new List<long>();

        for (var death = 0; death < deaths; death++)
        {
            for (var customer = 0; customer < customers / deaths; customer++)
            {
                long[] orders = [.. Enumerable.Range(1, 4).Select(n => Place(shop, n, customer: 100 + fourth.Count))];
                fourth.Add(orders[^1]);
            }

            // Somewhere between the first delivery and the last order written. What it had in hand waits for the end of its lease, which the short form spares itself.
            var written = SharedData.Long ? death % 3 : 0;
            await Eventually.BecomesTrueAsync($"{written} more orders are written", () => Task.FromResult(fourth.TakeLast(customers / deaths).Count(o => Gifts(shop, o) > 0) >= written));
            await writes.KillAsync();
            await writes.StartAsync();
            await writes.ReadyAsync();
        }

        await Eventually.BecomesTrueAsync("each fourth order has its gift and its note", () => Task.FromResult(fourth.All(o => Gifts(shop, o) > 0 && shop.Merchant.MetafieldsOf(o).Count == 1)), TimeSpan.FromMinutes(7));
        await Eventually.BecomesTrueAsync("no order is held", () => Task.FromResult(fourth.All(o => shop.Merchant.Order(o)!.Holds.Count == 0)));
        await shop.Deliveries.SettleAsync();
        await installation.SettledAsync();
        Assert.That(fourth.Select(o => (Lines: Gifts(shop, o), Edits: shop.Merchant.Order(o)!.Edits.Count)), Is.All.EqualTo((2, 1)), "an extra and a note, in one edit");
    }

    private static Task<FakeShop> ShopAsync()
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");
        return FakeShop.StartAsync(new FakeShopOptions
        {
            Domain = Installation.Shop, WebhookSecret = Installation.Secret, Token = Written.Mark + "-admin-token", RestoreRate = 2000, RetriesWithin = TimeSpan.FromMinutes(4),
        });
    }

    private static async Task<Installation> InstallationAsync(Form form, FakeShop shop)
    {
        var installation = await Installation.CreateAsync(form, arrangement: new Arrangement
        {
            Roles = [["Receiver"], ["Ledger", "Rules", "Fulfilment"], ["Shopify"], ["Dashboard"]],
            Settings = new Dictionary<string, string>
            {
                ["Delight__Shopify__Shops__0__Shop"] = Installation.Shop,
                ["Delight__Shopify__Shops__0__AdminUrl"] = shop.Address.ToString().TrimEnd('/'),
                ["Delight__Shopify__Shops__0__Token"] = shop.Options.Token!,
                ["Delight__Shopify__Shops__0__WriteBack"] = "OrderEdit, Note, Hold",
            },
        });
        await installation.StartOrEndAsync();
        foreach (var (topic, number) in Topics.Select((t, i) => (t, i)))
        {
            shop.Deliveries.Keep(new Subscription(number + 1, topic, new Uri(installation.Processes[0].Address, "/webhooks/shopify").ToString(), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        }

        return installation;
    }

    private static bool IsRanking(string line) => line.StartsWith("Standing ", StringComparison.Ordinal);

    private static bool IsArrival(string line) => line.StartsWith("orders/updated arrived", StringComparison.Ordinal);

    private static long Place(FakeShop shop, int number, long customer = 77)
    {
        var id = shop.Merchant.NextId();
        shop.Merchant.Place(new ShopOrder
        {
            Id = id, Name = $"#{1000 + number}", CustomerId = customer, CustomerFirstName = "Ada", CreatedAt = shop.Options.Time.GetUtcNow().AddMinutes(number - 10), FinancialStatus = "paid", Total = 25, Currency = "USD",
            Lines = [new("TEA-1", "Morning tea", 1, 25, Vendor: "Leaf & Co")],
        });
        return id;
    }

    private static int Gifts(FakeShop shop, long order) => shop.Merchant.Order(order)!.Lines.Count(l => l is { Price: 0, CurrentQuantity: > 0 });

    private static async Task<string[]> StoryAsync(Installation installation, long order)
    {
        var story = await installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{Installation.Shop}/{order}");
        return [.. story.GetProperty("story").EnumerateArray().Select(l => l.GetProperty("says").GetString()!)];
    }
}
