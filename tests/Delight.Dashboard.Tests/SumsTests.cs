using System.Net.Http.Json;
using System.Text.Json;

namespace Delight.Dashboard.Tests;

/// <summary>Pages show sums, and do not wait until it is certain that nothing is pending.</summary>
internal sealed class SumsTests
{
    [TestCase("")]
    [TestCase("&shop=" + SystemTests.Running.Installation.Shop)]
    public async Task Sums_are_the_same_without_what_is_pending(string shop)
    {
        var all = await ReadAsync("?" + shop);
        var sums = await ReadAsync("?pending=false" + shop);

        Assert.That(sums.GetProperty("pending").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(all.GetProperty("pending").GetInt64(), Is.Zero);
        foreach (var sum in (string[])["deliveries", "orders", "fulfilment"])
        {
            Assert.That(sums.GetProperty(sum).GetRawText(), Is.EqualTo(all.GetProperty(sum).GetRawText()));
        }
    }

    private static Task<JsonElement> ReadAsync(string query) => PagesInstallation.Installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/stats" + query);
}
