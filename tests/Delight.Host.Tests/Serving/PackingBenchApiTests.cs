using System.Net.Http.Json;
using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>A tablet packs the one order that there is.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PackingBenchApiTests : IAsyncDisposable
{
    private const string Next = "/api/v1/packing/next";
    private static readonly object Bench = new { bench = "tablet 1" };
    private Started _server = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", "Rules:FourthToSeventhOrder:From=1");
        await _server.PostOrderAsync(1);
        await _server.SettledAsync();
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Test]
    public async Task It_takes_ticks_finishes_and_takes_that_back()
    {
        var (status, _, next) = await _server.PostAsync(Next, Bench);
        var parcel = next.GetProperty("parcel");
        Assert.That((status, next.GetProperty("waiting").GetInt64(), parcel.GetProperty("state").GetString()), Is.EqualTo((200, 1, "open")));
        Assert.That(OnOneOrder.Names(parcel), Is.EqualTo(new[]
        {
            "shop", "orderId", "orderName", "customerId", "ordinal", "state", "warning", "specialRequest", "version", "leasedUntil", "undoUntil", "lines",
        }));
        Assert.That(OnOneOrder.Names(parcel.GetProperty("lines")[0]), Is.EqualTo(new[] { "key", "ticked", "kind", "sku", "title", "quantity", "text", "rule", "why", "care" }));
        var order = $"/api/v1/packing/{Shop.Domain}/{parcel.GetProperty("orderId").GetString()}";

        var key = parcel.GetProperty("lines")[0].GetProperty("key").GetString();
        using (var ticked = await _server.Http.PutAsJsonAsync(new Uri($"{order}/ticks/{key}", UriKind.Relative), new { bench = "tablet 1", ticked = true }))
        {
            Assert.That((int)ticked.StatusCode, Is.EqualTo(204));
        }

        var finished = (await _server.PostAsync($"{order}/finish", Bench)).Body;
        Assert.That((finished.GetProperty("undoUntil").ValueKind, finished.GetProperty("lines")[0].GetProperty("ticked").GetBoolean()), Is.EqualTo((JsonValueKind.String, true)));
        Assert.That((await _server.PostAsync(Next, Bench)).Body.GetProperty("parcel").ValueKind, Is.EqualTo(JsonValueKind.Null));

        var undone = (await _server.PostAsync($"{order}/undo", Bench)).Body;
        Assert.That((undone.GetProperty("undoUntil").ValueKind, undone.GetProperty("leasedUntil").ValueKind), Is.EqualTo((JsonValueKind.Null, JsonValueKind.String)));
        var (refused, type, problem) = await _server.PostAsync($"{order}/take", new { bench = "tablet 2" });
        Assert.That((refused, type), Is.EqualTo((409, "application/problem+json")));
        Assert.That((problem.GetProperty("heldUntil").GetString(), problem.GetProperty("detail").GetString()), Is.EqualTo(
            (undone.GetProperty("leasedUntil").GetString(), $"{problem.GetProperty("heldBy").GetString()} has order #1001 in hand at another bench until {undone.GetProperty("leasedUntil").GetDateTimeOffset():yyyy-MM-dd HH:mm:ss} UTC. Pack another one, or take it again when that time is over or it is given back.")));
    }

    [TestCase("""{}""")]
    [TestCase("""{"bench":" "}""")]
    [TestCase("""{"bench":"a\u202eb"}""")]
    public async Task A_bench_without_a_name_is_refused(string body)
    {
        var (status, _, problem) = await _server.PostAsync(Next, JsonSerializer.Deserialize<JsonElement>(body));

        Assert.That((status, problem.GetProperty("detail").GetString()), Is.EqualTo((400, "The body must name the bench in 1 to 100 visible characters: {\"bench\":\"…\"}.")));
    }
}
