namespace Delight.FakeShops;

/// <summary>What apps asked.</summary>
internal static class RequestsPage
{
    private const int Most = 100;

    public static string Write(FakeShop shop) => Html.Page(shop, "Requests", Html.Table(
        ["When", "Operation", "Variables", "Points", "Answered"],
        shop.Log.Entries.TakeLast(Most).Reverse().Select(entry => new[]
        {
            Html.Time(entry.At), Html.Text(entry.Operation ?? entry.Kind), $"<code>{Html.Text(entry.Variables)}</code>", $"{entry.Cost:F0}", Html.Badge(entry.Answered),
        })));
}
