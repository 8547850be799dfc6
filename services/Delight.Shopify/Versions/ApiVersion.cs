using System.Globalization;

namespace Delight.Shopify.Versions;

/// <summary>A version of the Admin API, named after the month of its release. The platform supports each for at least twelve months, and
/// then answers in its name with the oldest that is still supported.</summary>
internal sealed record ApiVersion(string Name, DateOnly Released)
{
    private const int SupportedMonths = 12;

    /// <summary>So long before the end somebody is told.</summary>
    private const int WarnedDays = 90;

    public DateOnly SupportedUntil => Released.AddMonths(SupportedMonths);

    public static ApiVersion? Read(string name) =>
        DateOnly.TryParseExact(name + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var released) && released.Month % 3 == 1
            ? new ApiVersion(name, released) : null;

    /// <returns>A sentence once its end is near, nothing before.</returns>
    public string? Warning(DateOnly today) =>
        today >= SupportedUntil ? $"is no longer supported since {SupportedUntil:yyyy-MM-dd}, and the platform answers with a newer one"
        : today.AddDays(WarnedDays) >= SupportedUntil ? $"is supported until {SupportedUntil:yyyy-MM-dd}"
        : null;
}
