using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.SystemTests.Running;

namespace Delight.SystemTests.ShopSide;

/// <summary>An installation beside a shop that it can ask.</summary>
internal sealed class ShopWithHistory : IAsyncDisposable
{
    private const string Token = Written.Mark + "-the-shops-admin-token";
    private const string Path = $"/api/v1/shopify/{Running.Installation.Shop}";

    private ShopWithHistory(FakeShop fake, Installation installation) => (Fake, Installation) = (fake, installation);

    public FakeShop Fake { get; }

    public Installation Installation { get; }

    /// <param name="liveSince">From when on webhooks come.</param>
    /// <param name="furnish">What the shop is like before anybody asks it.</param>
    public static async Task<ShopWithHistory> StartAsync(Form form, DateTimeOffset liveSince, Action<FakeShop> furnish)
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");
        var fake = await FakeShop.StartAsync(new FakeShopOptions { Domain = Installation.Shop, Token = Token, RestoreRate = 100_000, MaximumAvailable = 1_000_000 });
        try
        {
            furnish(fake);
            return new ShopWithHistory(fake, await InstallationAsync(form, liveSince, fake));
        }
        catch
        {
            await fake.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Installation.DisposeAsync();
        await Fake.DisposeAsync();
    }

    public async Task<JsonElement> ReportAsync() => await Installation.Api.GetFromJsonAsync<JsonElement>(Path);

    /// <summary>Returns when the history is in.</summary>
    public async Task<JsonElement> BackfillAsync(TimeSpan within)
    {
        using var asked = await Installation.Api.PostAsJsonAsync($"{Path}/backfill", new { });
        Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var state = default(JsonElement);
        await Eventually.BecomesTrueAsync("the history is in", async () =>
        {
            state = await Installation.Api.GetFromJsonAsync<JsonElement>($"{Path}/backfill");
            Assert.That(state.GetProperty("state").GetString(), Is.Not.EqualTo("failed"), state.ToString());
            return state.GetProperty("state").GetString() == "done";
        }, within);
        return state;
    }

    /// <summary>Returns when all that changed until now has been compared.</summary>
    public async Task ReconcileAsync()
    {
        var before = Last(await ReportAsync());
        using var wanted = await Installation.Api.PostAsJsonAsync($"{Path}/reconcile", new { });
        Assert.That(wanted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await Eventually.BecomesTrueAsync("the shop is compared with the ledger", async () => Last(await ReportAsync()) is { } last && last != before, TimeSpan.FromMinutes(10));
    }

    /// <summary>Until somebody has tried to compare the shop for the first time.</summary>
    public Task IsRefusedAsync() => Eventually.BecomesTrueAsync("the first comparison is refused",
        async () => (await ReportAsync()).GetProperty("reconciliation").GetProperty("fault").ValueKind == JsonValueKind.String);

    private static string? Last(JsonElement report) => report.GetProperty("reconciliation").GetProperty("lastAt").ToString() is { Length: > 0 } last ? last : null;

    private static async Task<Installation> InstallationAsync(Form form, DateTimeOffset liveSince, FakeShop fake)
    {
        var installation = await Installation.CreateAsync(form, arrangement: new Arrangement
        {
            Roles = [["Receiver"], ["Ledger"], ["Rules"], ["Fulfilment"], ["Shopify"], ["Dashboard"]],
            Settings = new Dictionary<string, string>
            {
                ["Delight__Shopify__Shops__0__Shop"] = Installation.Shop, ["Delight__Shopify__Shops__0__Token"] = Token, ["Delight__Shopify__Shops__0__AdminUrl"] = fake.Address.ToString(),
                ["Delight__Shopify__Shops__0__LiveSince"] = liveSince.ToString("O"), ["Delight__Shopify__Shops__0__ShareForOtherApps"] = "0", ["Delight__Shopify__ReconcileMinutes"] = "1440",
            },
        });
        await installation.StartOrEndAsync();
        return installation;
    }
}
