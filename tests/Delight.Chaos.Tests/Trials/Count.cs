using System.Text.Json;
using Delight.Simulator;
using Delight.SystemTests;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests.Trials;

/// <summary>What an installation made of a shop's orders, beside what an independent count says.</summary>
internal sealed record Count(IReadOnlyDictionary<string, int> Expected, int Orders, IReadOnlyList<PackedParcel> Parcels, JsonElement Stats)
{
    private long Known => Stats.GetProperty("orders").GetProperty("known").GetInt64();

    private long Quarantined => Stats.GetProperty("deliveries").GetProperty("quarantined").GetInt64();

    public long Lost => Math.Max(0, Orders - Known) + Expected.Keys.Except(Parcels.Select(p => p.OrderId)).LongCount() + Parcels.Count(p => p.Lines.Count < 2);

    public long Doubled => Math.Max(0, Known - Orders) + Parcels.Count(p => !Expected.ContainsKey(p.OrderId))
        + (Parcels.Count - Parcels.DistinctBy(p => p.OrderId).Count()) + Parcels.Sum(p => Math.Max(0, p.Lines.Count - 2));

    /// <summary>Nothing is missing and the installation says that it has finished.</summary>
    public bool IsSettled => Known == Orders && Parcels.Count == Expected.Count && Stats.GetProperty("pending").GetInt64() == 0;

    public static async Task<Count> OfAsync(Installation installation, IReadOnlyList<ShopOrder> orders, string shop)
    {
        var stats = await installation.Api.GetStringAsync(new Uri($"/api/v1/stats?shop={shop}", UriKind.Relative));
        return new Count(ExpectedGifts.Of(orders), orders.Count, await installation.ParcelsAsync(shop), JsonDocument.Parse(stats).RootElement);
    }

    public void IsExact() => Assert.Multiple(() =>
    {
        Assert.That(Known, Is.EqualTo(Orders), "orders known");
        Assert.That(Quarantined, Is.Zero, "quarantined");
        Assert.That(Stats.GetProperty("fulfilment").GetProperty("lines").GetInt64(), Is.EqualTo(2 * Expected.Count), "lines");
        ExpectedGifts.AreExactly(Expected, Parcels);
    });
}
