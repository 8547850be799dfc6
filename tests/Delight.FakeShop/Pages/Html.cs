using System.Globalization;
using System.Text.Encodings.Web;

namespace Delight.FakeShops;

/// <summary>Pages without a script and without anything from elsewhere.</summary>
internal static class Html
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var stream = typeof(Html).Assembly.GetManifestResourceStream($"{typeof(Html).Namespace}.Pages.shop.css")!;
        return new StreamReader(stream).ReadToEnd();
    });

    public static string Page(FakeShop shop, string title, string body) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(title)} · {Text(shop.Options.Name)}</title><style>{Style.Value}</style></head>
        <body><header><strong>{Text(shop.Options.Name)}</strong><nav><a href="/">Orders</a><a href="/webhooks">Webhooks</a><a href="/requests">Requests</a></nav>
        <span class="aside">{Text(shop.Options.Domain)} · {shop.Bucket.CurrentlyAvailable:F0} of {shop.Options.MaximumAvailable:F0} points</span></header>
        <main><h1>{Text(title)}</h1>{body}</main></body></html>
        """;

    public static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    public static string Time(DateTimeOffset time) => time.ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Badge(string? word) => string.IsNullOrEmpty(word) ? "" : $"""<span class="badge {Text(word.Replace(' ', '-'))}">{Text(word.Replace('_', ' '))}</span> """;

    public static string Table(string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        return all.Count == 0 ? """<p class="none">None yet.</p>"""
            : $"<table><thead><tr>{string.Concat(heads.Select(head => $"<th>{Text(head)}</th>"))}</tr></thead><tbody>"
              + string.Concat(all.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>")) + "</tbody></table>";
    }

    public static string Button(string address, string label) => $"""<form method="post" action="{Text(address)}"><button>{Text(label)}</button></form>""";
}
