using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.ObjectMother;
using Delight.Simulator;

namespace Delight.ChaosTests.BadInput;

/// <summary>Bodies that no shop would send, each made of one that a shop did send. The same seed makes the same bodies.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly string[] Numbers = ["1e400", "-1e400", "99999999999999999999999999999999", "-0", "0.1e-999", "9223372036854775808", "NaN", "1.7976931348623157e308"];
    private static readonly string[] WrongTypes = ["null", "true", "[]", "{}", "\"\"", "\"x\"", "-1", "0", "[[[]]]", "{\"a\":{\"a\":1}}", "\"2026-13-45T99:99:99Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59+14:00\""];
    private readonly Random _chance = new(seed);
    private readonly string[] _naughty = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Repository.Shared("data/names/blns.json")))!;
    private readonly string[] _real = [.. Directory.GetFiles(Repository.Shared("data/shopify"), "orders_*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText), MadeUp()];

    public byte[] Next()
    {
        var text = _real[_chance.Next(_real.Length)];
        return _chance.Next(10) switch
        {
            0 => Encoding.UTF8.GetBytes(text)[.._chance.Next(text.Length)],
            1 => Flipped(Encoding.UTF8.GetBytes(text)),
            2 => BadUtf8(Encoding.UTF8.GetBytes(text)),
            3 => Encoding.UTF8.GetBytes(Deep(_chance.Next(1, 20_000))),
            4 or 5 => Replaced(text, () => WrongTypes[_chance.Next(WrongTypes.Length)]),
            6 => Replaced(text, () => Numbers[_chance.Next(Numbers.Length)]),
            7 or 8 => Replaced(text, () => JsonSerializer.Serialize(_naughty[_chance.Next(_naughty.Length)])),
            _ => Encoding.UTF8.GetBytes(Repeated(text)),
        };
    }

    public string Naughty() => _naughty[_chance.Next(_naughty.Length)];

    public int Below(int limit) => _chance.Next(limit);

    /// <summary>The value of one to three properties, however deep, is another.</summary>
    private byte[] Replaced(string text, Func<string> value)
    {
        var root = JsonNode.Parse(text)!;
        var holes = new List<(JsonObject In, string Name)>();
        Collect(root, holes);
        var marks = new List<string>();
        for (var i = 0; i <= _chance.Next(3); i++)
        {
            var (within, name) = _chance.Next(2) == 0 ? (root.AsObject(), root.AsObject().ElementAt(_chance.Next(root.AsObject().Count)).Key) : holes[_chance.Next(holes.Count)];
            marks.Add($"mark-{i}");
            within[name] = marks[^1];
        }

        return Encoding.UTF8.GetBytes(marks.Aggregate(root.ToJsonString(), (json, mark) => json.Replace($"\"{mark}\"", value(), StringComparison.Ordinal)));
    }

    private static void Collect(JsonNode? node, List<(JsonObject In, string Name)> found)
    {
        if (node is JsonObject properties)
        {
            found.AddRange(properties.Select(p => (properties, p.Key)));
        }

        foreach (var child in node switch { JsonObject o => o.Select(p => p.Value), JsonArray a => a, _ => [] })
        {
            Collect(child, found);
        }
    }

    private byte[] Flipped(byte[] body)
    {
        for (var i = 0; i <= _chance.Next(20); i++)
        {
            body[_chance.Next(body.Length)] = (byte)_chance.Next(256);
        }

        return body;
    }

    /// <summary>Over-long, cut off, surrogate and never-allowed bytes.</summary>
    private byte[] BadUtf8(byte[] body)
    {
        byte[][] bad = [[0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0xF5, 0x80, 0x80, 0x80], [0x00]];
        var at = _chance.Next(body.Length);
        return [.. body[..at], .. bad[_chance.Next(bad.Length)], .. body[at..]];
    }

    private string Deep(int levels) => _chance.Next(2) == 0
        ? new string('[', levels) + new string(']', levels)
        : $"{{\"id\":1,\"customer\":{string.Concat(Enumerable.Repeat("{\"a\":", levels))}1{new string('}', levels)}}}";

    /// <summary>Properties that come twice, or a document after the document.</summary>
    private string Repeated(string text) => _chance.Next(2) == 0 ? text + text : text.TrimEnd()[..^1] + ",\"id\":1,\"id\":\"2\",\"customer\":7}";

    private static string MadeUp() => Encoding.UTF8.GetString(WebhookJson.Write(
        new ShopOrder { Id = 7, Name = "#7", CustomerId = 7, CreatedAt = DateTimeOffset.UnixEpoch, FinancialStatus = "paid", Total = 7, Currency = "USD" }, DateTimeOffset.UnixEpoch));
}
