namespace Delight.FakeShops;

internal static class WebhooksPage
{
    private const int Most = 100;

    public static string Write(FakeShop shop) => Html.Page(shop, "Webhooks", $"""
        <h2>Subscriptions</h2>
        {Html.Table(["Topic", "Address", "Since"], shop.Deliveries.Subscriptions.Select(s => new[] { Html.Text(s.Topic), Html.Text(s.Uri), Html.Time(s.CreatedAt) }))}
        <h2>The latest {Most} deliveries</h2>
        {Html.Table(["When", "Topic", "About", "State", "Attempts"], shop.Deliveries.All.TakeLast(Most).Reverse().Select(d => new[]
        {
            Html.Time(d.At), Html.Text(d.Topic), $"""<a href="/orders/{d.About}">{d.About}</a>""", Html.Badge(d.State.ToString()), Html.Text(string.Join(", ", d.Attempts)),
        }))}
        """);
}
