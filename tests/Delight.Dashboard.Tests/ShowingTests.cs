using System.Net.Http.Json;
using System.Text.Json;
using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>Whoever is shown a customer's words is noted, and can be looked up.</summary>
internal sealed class ShowingTests
{
    [Test]
    public async Task Who_saw_whose_words_is_a_page()
    {
        var order = (await PagesInstallation.ParcelsAsync("all"))[^2].GetProperty("orderId").GetString()!;
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync($"/orders/{Installation.Shop}/{order}");
        await Assertions.Expect(olga.Page.Locator(".note").First).ToBeVisibleAsync();

        await olga.GoAsync($"/record?text={order}");

        var rows = olga.Page.GetByRole(AriaRole.Region, new() { Name = "To whom customers' words were shown" }).Locator("tbody tr").Filter(new() { Has = olga.Page.GetByText("order", new() { Exact = true }) }); // Not where it was found.
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows).ToContainTextAsync("olga");
    }

    [Test]
    public async Task Whoever_sees_no_words_is_not_noted()
    {
        var order = (await PagesInstallation.ParcelsAsync("all"))[^3].GetProperty("orderId").GetString()!;
        await using var vera = await PagesInstallation.VisitAsync("vera");
        await vera.GoAsync($"/orders/{Installation.Shop}/{order}");

        var noted = await PagesInstallation.Installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/showings");
        Assert.That(noted.GetProperty("showings").EnumerateArray().Where(s => s.GetProperty("who").GetString() == "vera"), Is.Empty);
    }
}
