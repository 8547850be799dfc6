using System.Globalization;

namespace Delight.Dashboard.Parts;

/// <summary>The place in a list that an address names.</summary>
internal static class Place
{
    private const int MostKnown = 1_000_000_000; // The API counts no further.

    /// <returns>How many are before the page: whatever is no number begins at the first, and what is behind the end at the last page.</returns>
    public static int Of(string? asked, int total, int onAPage) =>
        int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? Math.Min(first, Math.Max(0, total - 1)) / onAPage * onAPage : 0;

    /// <returns>The same where the API knows how many there are.</returns>
    public static int Of(string? asked, int onAPage) => Of(asked, MostKnown, onAPage);
}
