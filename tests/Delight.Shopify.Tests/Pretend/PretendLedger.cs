using System.Collections.Concurrent;
using System.Text.Json;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>What the shop's side asks of the ledger, answered from memory by the API of this process.</summary>
internal sealed class PretendLedger : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton<ApiInProcess>().BuildServiceProvider();
    private readonly Lock _gate = new();

    public PretendLedger()
    {
        var app = new ApplicationBuilder(_services);
        ApiInProcess.Serve(app);
        app.Run(AnswerAsync);
        app.Build();
    }

    public ApiInProcess Api => _services.GetRequiredService<ApiInProcess>();

    /// <summary>Orders that it knows, and as of when.</summary>
    public ConcurrentDictionary<long, DateTimeOffset> Known { get; } = new();

    /// <summary>Whose they are, where that is not as the shop says.</summary>
    public ConcurrentDictionary<long, long> Others { get; } = new();

    /// <summary>Their standings, as the API writes them.</summary>
    public ConcurrentDictionary<long, object> Standings { get; } = new();

    /// <summary>Orders of the history, in the order of coming.</summary>
    public List<JsonElement> History { get; } = [];

    /// <summary>How many orders of each file are in.</summary>
    public Dictionary<string, long> Files { get; } = [];

    public int Compared { get; private set; }

    public int Ranked { get; private set; }

    /// <summary>Before it answers to the path.</summary>
    public Func<string, Task> WhenAsked { get; set; } = _ => Task.CompletedTask;

    public void Dispose() => _services.Dispose();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!["/api/v1/".Length..];
        await WhenAsked(path);
        var body = http.Request.Method == HttpMethods.Post ? (await JsonDocument.ParseAsync(http.Request.Body)).RootElement : default;
        object? answer;
        lock (_gate)
        {
            answer = Answer(http, path.Split('/'), body);
        }

        if (answer is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        await http.Response.WriteAsJsonAsync(answer ?? new { detail = "Not known." });
    }

    private object? Answer(HttpContext http, string[] path, JsonElement body) => path switch
    {
        ["orders", _, "compare"] => Compare(body.GetProperty("orders").EnumerateArray().Select(o => (o.GetProperty("id").GetInt64(), o.GetProperty("updatedAt").GetDateTimeOffset()))),
        ["orders", _, var id, "facts"] => Standings.GetValueOrDefault(long.Parse(id)),
        ["customers", _, _, "orders"] => new { orders = Standings.Values },
        ["history", _] when body.ValueKind == JsonValueKind.Undefined => new { position = Files.GetValueOrDefault(http.Request.Query["file"].ToString()), importing = 0, unmatched = 0 },
        ["history", _] => Enter(http, body.GetProperty("file").GetString()!, body.GetProperty("from").GetInt64(), [.. body.GetProperty("orders").EnumerateArray()]),
        ["history", _, "rank"] => Rank(http.Request.Query["after"].ToString()),
        _ => null,
    };

    private object Compare(IEnumerable<(long Id, DateTimeOffset UpdatedAt)> orders)
    {
        var all = orders.ToArray();
        Compared += all.Length;
        return new
        {
            unknown = all.Where(o => !Known.ContainsKey(o.Id)).Select(o => $"{o.Id}"),
            older = all.Where(o => Known.TryGetValue(o.Id, out var at) && at < o.UpdatedAt).Select(o => $"{o.Id}"),
            otherCustomer = all.Where(o => Others.ContainsKey(o.Id)).Select(o => new { id = $"{o.Id}", customerId = $"{Others[o.Id]}" }),
        };
    }

    private object Enter(HttpContext http, string file, long from, JsonElement[] orders)
    {
        if (Files.GetValueOrDefault(file) != from)
        {
            http.Response.StatusCode = StatusCodes.Status409Conflict;
            return new { detail = "Of this file others are taken in." };
        }

        var known = History.Select(o => o.GetProperty("id").GetInt64()).ToHashSet();
        var added = orders.Where(o => !known.Contains(o.GetProperty("id").GetInt64())).Select(o => o.Clone()).ToArray();
        History.AddRange(added);
        Files[file] = from + orders.Length;
        return new { position = Files[file], added = added.Length };
    }

    private object Rank(string after)
    {
        Ranked++;
        return new { orders = after == "0" ? History.Count : 0, next = after == "0" && History.Count > 0 ? "7" : null };
    }
}
