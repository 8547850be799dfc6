using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Delight.Dashboard.Tests.Million;

/// <summary>What people ask of the pages and a tablet asks of the API.</summary>
internal sealed class Questions(IShopToLookAt shop, SignedIn somebody, HttpClient api)
{
    public IReadOnlyList<(string Name, Func<int, Task> AskAsync)> All =>
    [
        ("/", _ => PageAsync("/", "Orders")),
        ("/find, an order's number", n => PageAsync($"/find?q={Uri.EscapeDataString(shop.Order(n).Name)}", "/orders/")),
        ("/find, a customer", n => PageAsync($"/find?q={shop.Order(n).Customer}", "/orders/")),
        ("/find, a word of few notes", n => PageAsync($"/find?q={shop.RareWord(n)}", "/orders/")),
        ("/find, a word of no note", n => PageAsync($"/find?q=xylophone-{n}", "Nothing is called")),
        ("/orders/…", n => PageAsync($"/orders/{shop.Order(n).Shop}/{shop.Order(n).Id}", "order that counts")),
        ("/queues", _ => PageAsync("/queues", "Quarantine")),
        ("/rules", _ => PageAsync("/rules", "The empty chair")),
        ("/catalogue", _ => PageAsync("/catalogue", "DELIGHT-")),
        ("/record", _ => PageAsync("/record", "Who did what")),
        ("the bench takes the next", n => BenchAsync("packing/next", n)),
        ("the bench takes one", n => BenchAsync($"packing/{shop.Order(n).Shop}/{shop.Order(n).Id}/take", n)),
    ];

    private async Task PageAsync(string address, string says) => Assert.That((await somebody.GetAsync(address)).Contains(says, StringComparison.Ordinal), Is.True, $"{address} says {says}");

    private async Task BenchAsync(string address, int number)
    {
        using var answer = await api.PostAsJsonAsync($"/api/v1/{address}", new { bench = $"a tablet, {number}" });
        Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.Conflict), address); // Another bench may have it in hand.
    }

    /// <summary>Gives back what the benches took, for whoever packs afterwards.</summary>
    public async Task GiveBackAsync(int number)
    {
        using var next = await api.PostAsJsonAsync("/api/v1/packing/next", new { bench = $"a tablet, {number}" });
        var parcel = (await next.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("parcel");
        string[] taken = [$"{shop.Order(number).Shop}/{shop.Order(number).Id}", $"{parcel.GetProperty("shop").GetString()}/{parcel.GetProperty("orderId").GetString()}"];
        foreach (var order in taken)
        {
            using var answer = await api.PostAsJsonAsync($"/api/v1/packing/{order}/release", new { bench = $"a tablet, {number}" });
            answer.EnsureSuccessStatusCode();
        }
    }
}
