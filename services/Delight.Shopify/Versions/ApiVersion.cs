using System.Globalization;

namespace Delight.Shopify.Versions;

/// <summary>A version of the Admin API, named after the month of its release. The platform supports each for at least twelve months, and
/// then answers in its name with the oldest that is still supported.</summary>
internal sealed record ApiVersion(string Name, DateOnly Released)
{
    /// <summary>Whose published schema the documents are held beside.</summary>
    public const string Default = "2026-01";
    private const int SupportedMonths = 12;
    private const int MonthsBetween = 3;

    /// <summary>So long before the end somebody is told.</summary>
    private const int WarnedDays = 90;

    public DateOnly SupportedUntil => Released.AddMonths(SupportedMonths);

    public static ApiVersion? Read(string name) =>
        DateOnly.TryParseExact(name + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var released) && released.Month % MonthsBetween == 1
            ? new ApiVersion(name, released) : null;

    /// <returns>A sentence once its end is near, nothing before.</returns>
    public string? Warning(DateOnly today) =>
        today >= SupportedUntil ? $"is no longer supported since {SupportedUntil:yyyy-MM-dd}, and the platform answers with a newer one"
        : today.AddDays(WarnedDays) >= SupportedUntil ? $"is supported until {SupportedUntil:yyyy-MM-dd}"
        : null;

    /// <summary>What to do about it, as sentences.</summary>
    public string Advice(DateOnly today) =>
        (Name == Default ? "It is the one that Delight takes where none is set. " : "") + $"Set Delight:Shopify:Shops:N:ApiVersion of the shop to {Newest(today)}, the newest, and run shop check.";

    /// <summary>Such as <c>2026-10</c>.</summary>
    public static string Newest(DateOnly today) => new DateOnly(today.Year, today.Month - ((today.Month - 1) % MonthsBetween), 1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
