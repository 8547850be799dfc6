using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Delight.FakeShops;

/// <summary>Objects as lines: what is nested in a connection gets a line of its own with <c>__parentId</c>.</summary>
internal static class BulkLines
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Grouped, each object is followed by what belongs to it; else that comes after all of this portion.</summary>
    /// <returns>The lines, and which of them are root objects.</returns>
    public static IEnumerable<(byte[] Line, bool Root)> Of(object? data, bool grouped)
    {
        var roots = ((IDictionary<string, object?>)data!).Values.Select(Nodes).FirstOrDefault(nodes => nodes is not null) ?? [];
        var all = roots.Select(root => (Root: root, Inner: Inside(root).ToList())).ToList();
        foreach (var (root, inner) in all)
        {
            yield return (Line(root, parent: null), true);
            foreach (var line in grouped ? inner : [])
                yield return (line, false);
        }

        foreach (var line in grouped ? [] : all.SelectMany(each => each.Inner))
            yield return (line, false);
    }

    private static IEnumerable<byte[]> Inside(IDictionary<string, object?> parent)
    {
        foreach (var node in parent.Values.Select(Nodes).OfType<List<IDictionary<string, object?>>>().SelectMany(nodes => nodes))
        {
            yield return Line(node, parent["id"]);
            foreach (var line in Inside(node))
                yield return line;
        }
    }

    private static byte[] Line(IDictionary<string, object?> node, object? parent)
    {
        var own = node.Where(field => Nodes(field.Value) is null).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        if (parent is not null)
            own["__parentId"] = parent;
        return JsonSerializer.SerializeToUtf8Bytes(own, Plain);
    }

    private static List<IDictionary<string, object?>>? Nodes(object? value)
    {
        if (value is not IDictionary<string, object?> fields)
            return null;
        if (fields.TryGetValue("nodes", out var nodes) && nodes is IEnumerable listed)
            return [.. listed.Cast<IDictionary<string, object?>>()];
        return fields.TryGetValue("edges", out var edges) && edges is IEnumerable each
            ? [.. each.Cast<IDictionary<string, object?>>().Select(edge => (IDictionary<string, object?>)edge["node"]!)] : null;
    }
}
