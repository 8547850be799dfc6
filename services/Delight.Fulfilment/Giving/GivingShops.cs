using System.Globalization;
using Microsoft.Extensions.Options;

namespace Delight.Fulfilment.Giving;

/// <summary>Which shops' gifts are chosen, and what time it is there.</summary>
internal sealed class GivingShops(IOptionsMonitor<GivingSettings> giving, IOptionsMonitor<ShopZones> zones)
{
    /// <summary>Nothing for a shop whose rules give without end.</summary>
    public ShopGivingSettings? Of(string shop) => giving.CurrentValue.Shops.FirstOrDefault(s => s.Shop == shop);

    /// <summary>All that the settings name, whether they give from a catalogue or not.</summary>
    public IReadOnlyList<string> Names =>
        [.. zones.CurrentValue.Shops.Select(s => s.Domain).Concat(giving.CurrentValue.Shops.Select(s => s.Shop)).OfType<string>().Select(s => s.Trim().ToLowerInvariant()).Where(s => s.Length > 0).Distinct()];

    /// <summary>The month in which the shop is, such as <c>2026-11</c>.</summary>
    public string MonthOf(string shop, DateTimeOffset now)
    {
        var name = zones.CurrentValue.Shops.FirstOrDefault(s => Is(s.Domain, shop))?.TimeZone;
        return MonthIn(name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc, now);
    }

    public static string MonthIn(TimeZoneInfo zone, DateTimeOffset then) => TimeZoneInfo.ConvertTime(then, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static bool Is(string? setting, string shop) => string.Equals(setting?.Trim(), shop, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The shops' time zones (section <c>Delight</c>), which the receiver checks.</summary>
internal sealed class ShopZones
{
    public IList<ShopZone> Shops { get; set; } = [];
}

internal sealed class ShopZone
{
    public string Domain { get; set; } = "";
    public string TimeZone { get; set; } = "UTC";
}
