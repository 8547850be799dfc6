using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Delight.FakeShops;
using Delight.SystemTests.Running;

namespace Delight.SystemTests.ShopSide;

/// <summary>A history of any size is read as it comes.</summary>
internal sealed class MillionOldOrdersTests
{
    private const long OrdersOfEach = 5;

    /// <summary>In MB, for the whole installation in one process; 254 were seen.</summary>
    private const long Most = 320;

    [Test]
    public async Task A_million_old_orders_take_no_more_memory_than_some()
    {
        var number = SharedData.Long ? 1_000_000L : 50_000;
        var now = TimeProvider.System.GetUtcNow();
        await using var shop = await ShopWithHistory.StartAsync(Form.Embedded, now.AddDays(-1),
            fake => fake.Merchant.Remember(new HistoricOrders(number, number / OrdersOfEach, now.AddYears(-5), now.AddDays(-2))));

        var state = await shop.BackfillAsync(TimeSpan.FromHours(1));

        Assert.That(state.GetProperty("position").GetInt64(), Is.EqualTo(number), state.ToString());
        var ordinals = (await shop.Installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/orders/by-ordinal")).GetProperty("ordinals").EnumerateArray()
            .Select(o => (o.GetProperty("ordinal").GetInt64(), o.GetProperty("orders").GetInt64()));
        Assert.That(ordinals, Is.EqualTo(Enumerable.Range(1, (int)OrdersOfEach).Select(n => ((long)n, number / OrdersOfEach))));
        Assert.That(await shop.Installation.ParcelsAsync(), Is.Empty);
        var peak = PeakInMegabytes(((HostProcess)shop.Installation.Processes[0]).Id);
        await TestContext.Out.WriteLineAsync($"{number} orders, at most {peak} MB");
        Assert.That(peak, Is.LessThan(Most));
    }

    private static long PeakInMegabytes(int process) => File.ReadLines($"/proc/{process}/status").Where(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(l => long.Parse(l.AsSpan("VmHWM:".Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024).Single();
}
