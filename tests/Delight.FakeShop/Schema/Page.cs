using System.Globalization;
using System.Text;
using GraphQL;

namespace Delight.FakeShops;

/// <summary>Connections: a part of a list, and how to ask for the next. At most 250 at once, and how many must be said.</summary>
internal static class Page
{
    private const int Most = 250;

    /// <summary>The page of a short list.</summary>
    public static Answer Of<T>(IReadOnlyList<T> all, Asked asked)
    {
        var size = SizeOf(asked);
        IEnumerable<(T Item, int Place)> left = all.Select((item, place) => (item, place));
        if (asked.Flag("reverse"))
            left = left.Reverse();
        if (PlaceOf(asked.Text("after")) is { } after)
            left = left.SkipWhile(each => each.Place != after).Skip(1);
        if (PlaceOf(asked.Text("before")) is { } before)
            left = left.TakeWhile(each => each.Place != before);

        var rest = left.ToList();
        var part = asked.Number("last") is not null ? rest.TakeLast(size) : rest.Take(size);
        return Of([.. part.Select(each => ((object?)each.Item, Cursor(each.Place)))], more: rest.Count > size, earlier: asked.Text("after") is not null);
    }

    public static Answer Of(IReadOnlyList<(object? Item, string Cursor)> part, bool more, bool earlier) => new()
    {
        ["nodes"] = part.Select(each => each.Item).ToList(),
        ["edges"] = part.Select(each => new Answer { ["cursor"] = each.Cursor, ["node"] = each.Item }).ToList(),
        ["pageInfo"] = new Answer
        {
            ["hasNextPage"] = more,
            ["hasPreviousPage"] = earlier,
            ["startCursor"] = part.Count > 0 ? part[0].Cursor : null,
            ["endCursor"] = part.Count > 0 ? part[^1].Cursor : null,
        },
    };

    public static int SizeOf(Asked asked)
    {
        var size = asked.Number("first") ?? asked.Number("last");
        return (size, asked.Request.Bulk) switch
        {
            (null, null) => throw Bad("you must provide one of first or last"),
            (null, not null) => int.MaxValue,
            ( < 0, _) => throw Bad($"first must be 0 or more, and not {size}"),
            ( > Most, null) => throw Bad($"first cannot exceed {Most}"),
            _ => size.Value,
        };
    }

    public static string Cursor(params long[] place) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(':', place)));

    public static long[]? Read(string? cursor)
    {
        if (cursor is null)
            return null;
        var bytes = new byte[cursor.Length];
        var parts = Convert.TryFromBase64String(cursor, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':') : [];
        var numbers = parts.Select(part => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).ToList();
        return numbers is [not null, ..] && !numbers.Contains(null) ? [.. numbers.Select(n => n!.Value)] : throw Bad($"`{cursor}` is not a valid cursor");
    }

    private static int? PlaceOf(string? cursor) => Read(cursor) is [var place] ? (int)place : null;

    private static ExecutionError Bad(string sentence) => new(sentence) { Code = "BAD_REQUEST" };
}
