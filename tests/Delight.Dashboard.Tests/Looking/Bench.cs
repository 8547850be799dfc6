using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests.Looking;

/// <summary>What packers do at a packing bench, and what the API knows of it.</summary>
internal static class Bench
{
    private static int _taken;

    public static async Task<Visitor> AtBenchAsync(string packer)
    {
        var visitor = await PagesInstallation.VisitAsync(packer, width: 1024, height: 900);
        await visitor.GoAsync("/packing");
        await Assertions.Expect(visitor.Page.Locator("[data-tick]").First).ToBeAttachedAsync();
        return visitor;
    }

    /// <summary>One that no bench has in hand: they are handed out from the other end, and another each time.</summary>
    public static async Task<string> FreeAsync() =>
        (await PagesInstallation.ParcelsAsync()).Where(p => p.GetProperty("lines").EnumerateArray().Any(l => l.GetProperty("kind").GetString() == "extra"))
            .TakeLast(++_taken).First().GetProperty("orderName").GetString()!;

    public static async Task<(string Shop, string OrderId)> ParcelInHandAsync(Visitor packer)
    {
        var bench = packer.Page.Locator("[data-bench]");
        return ((await bench.GetAttributeAsync("data-shop"))!, (await bench.GetAttributeAsync("data-order"))!);
    }

    public static Task<JsonElement> ShownAsync(JsonElement parcel) => ShownAsync((parcel.GetProperty("shop").GetString()!, parcel.GetProperty("orderId").GetString()!));

    public static Task<JsonElement> ShownAsync((string Shop, string OrderId) parcel) =>
        PagesInstallation.Installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/packing/{parcel.Shop}/{parcel.OrderId}?bench=look");

    public static async Task<bool> IsTickedAsync((string Shop, string OrderId) parcel) => (await ShownAsync(parcel)).GetProperty("lines")[0].GetProperty("ticked").GetBoolean();

    public static async Task<string> OrderAsync(Visitor packer) => (await packer.Page.Locator("h1").InnerTextAsync()).Trim();

    public static async Task TickAllAsync(Visitor packer)
    {
        var boxes = packer.Page.Locator("[data-tick]");
        for (var i = 0; i < await boxes.CountAsync(); i++)
        {
            await boxes.Nth(i).CheckAsync();
        }
    }

    public static async Task PackAsync(Visitor packer)
    {
        await TickAllAsync(packer);
        await packer.Page.Locator("#finish").ClickAsync();
    }

    public static async Task NextAsync(Visitor packer)
    {
        var before = await OrderAsync(packer);
        await packer.Page.Locator("#next").ClickAsync();
        await Assertions.Expect(packer.Page.Locator("h1")).Not.ToHaveTextAsync(before);
    }

    public static async Task ScanAsync(Visitor packer, string number)
    {
        await packer.Page.Locator("#scan-box").FillAsync(number);
        await packer.Page.Keyboard.PressAsync("Enter");
    }
}
