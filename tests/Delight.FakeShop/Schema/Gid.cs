using System.Globalization;

namespace Delight.FakeShops;

/// <summary>The platform's names for things, for instance <c>gid://shopify/Order/1042</c>.</summary>
internal static class Gid
{
    private const string Start = "gid://shopify/";

    public static string Of(string kind, long id) => $"{Start}{kind}/{id}";

    public static (string Kind, long Id)? Read(string? text) =>
        text?.StartsWith(Start, StringComparison.Ordinal) == true
        && text[Start.Length..].Split('/') is [var kind, var number]
        && long.TryParse(number.Split('?')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (kind, id) : null;

    public static long? Read(string? text, string kind) => Read(text) is { } both && both.Kind == kind ? both.Id : null;
}
