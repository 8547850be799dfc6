using System.Net.Http.Json;
using System.Text.Json;
using Delight.Simulator;

namespace Delight.FakeShops.Tests;

/// <summary>A shop with an app that asks it.</summary>
internal sealed class OpenShop : IAsyncDisposable
{
    private OpenShop(FakeShop shop) => Shop = shop;

    public FakeShop Shop { get; }
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };
    public Merchant Merchant => Shop.Merchant;

    public static async Task<OpenShop> StartAsync(FakeShopOptions? options = null)
    {
        if (PublishedSchema.Path is null)
            Assert.Ignore("No ../shared/data/shopify beside the checkout.");
        return new(await FakeShop.StartAsync(options ?? new()));
    }

    public async Task<HttpResponseMessage> PostAsync(string query, object? variables = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Shop.GraphqlAddress) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Add("X-Shopify-Access-Token", token ?? Shop.Options.Token);
        return await Client.SendAsync(request);
    }

    /// <summary>The whole answer, also one with errors.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var answer = await PostAsync(query, variables);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Its data, when there is no error.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data");
    }

    public ShopOrder Order(long? customer = 77, TimeSpan? age = null) => new()
    {
        Id = Merchant.NextId(), Name = "#1042", CustomerId = customer, CustomerFirstName = "Ada", CustomerLastName = "Byron", CustomerEmail = "ada@example.com",
        CreatedAt = Shop.Options.Time.GetUtcNow() - (age ?? TimeSpan.Zero), FinancialStatus = "paid", Total = 42.5m, Currency = "USD",
        Lines = [new("TEA-1", "Morning tea", 2, 20m, Vendor: "Leaf & Co"), new(Sku: null, "Tin", 1, 2.5m)],
    };

    public FakeOrder Remember(long? customer = 77, TimeSpan? age = null)
    {
        var order = Order(customer, age);
        Merchant.Remember(order);
        return Merchant.Order(order.Id)!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Shop.DisposeAsync();
    }
}
