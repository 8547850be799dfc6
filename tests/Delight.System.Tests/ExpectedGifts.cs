using Delight.Simulator;

namespace Delight.SystemTests;

/// <summary>Counts for itself, in the plainest way, which orders deserve a gift: nothing of Delight is used.</summary>
internal static class ExpectedGifts
{
    private static readonly string[] Skus = ["DELIGHT-SWEET", "DELIGHT-TEA", "DELIGHT-CANDLE", "DELIGHT-MUG"];

    /// <summary>Order id to ordinal.</summary>
    public static Dictionary<string, int> Of(IEnumerable<ShopOrder> orders) => orders
        .Where(o => o is { CustomerId: not null, Test: false, CancelledAt: null, FinancialStatus: "paid" })
        .GroupBy(o => o.CustomerId)
        .SelectMany(g => g.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).Select((o, i) => (Order: o, Nth: i + 1)))
        .Where(p => p.Nth is >= 4 and <= 7 && (p.Order.Lines.Count == 0 || p.Order.Lines.Any(l => l.RequiresShipping)))
        .ToDictionary(p => p.Order.Id.ToString(), p => p.Nth);

    public static string ExtraFor(int ordinal) => Skus[ordinal - 4];

    /// <summary>What the rule for the fourth to seventh order put into parcels; a rule that is added changes nothing here.</summary>
    public static IReadOnlyList<Running.PackedParcel> FromFourthToSeventh(IEnumerable<Running.PackedParcel> parcels) =>
        [.. parcels.Select(p => p with { Lines = [.. p.Lines.Where(l => l.Rule == "fourth-to-seventh-order")] }).Where(p => p.Lines.Count > 0)];

    /// <summary>Every expected parcel is there, none besides, each with its extra and one note.</summary>
    public static void AreExactly(IReadOnlyDictionary<string, int> expected, IReadOnlyList<Running.PackedParcel> all)
    {
        var parcels = FromFourthToSeventh(all);
        Assert.That(parcels.Select(p => p.OrderId), Is.Unique);
        Assert.That(parcels.Count, Is.EqualTo(expected.Count));
        foreach (var parcel in parcels)
        {
            if (!expected.TryGetValue(parcel.OrderId, out var ordinal))
            {
                Assert.Fail($"Order {parcel.OrderId} should not be gifted: {parcel.Slip()}");
            }

            Assert.That(parcel.Ordinal, Is.EqualTo(ordinal), parcel.Slip());
            Assert.That(parcel.Lines.Select(l => l.Kind), Is.EqualTo(new[] { "extra", "handwritten-note" }), parcel.Slip());
            Assert.That(parcel.Lines[0].Sku, Is.EqualTo(ExtraFor(ordinal)), parcel.Slip());
        }
    }
}
