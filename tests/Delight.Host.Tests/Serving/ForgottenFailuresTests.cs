using System.Text.Json;
using Delight.ObjectMother;
using Delight.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Host.Tests.Serving;

/// <summary>In one process: an order that could not be entered lies in the table of failures when its customer asks to be forgotten.</summary>
public class ForgottenFailuresTests
{
    private const string Name = "Wilhelmine-Swordfish";
    private const string Broken = "create trigger broken before insert on orders when new.order_name = '#2' begin select raise(abort, 'The order ' || new.first_name || ' is broken.'); end";
    private Started _server = null!;

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase("0", "all", TestName = "An order that was given up has its place and no name when it is given back")]
    [TestCase("6", "", TestName = "An order that waits to be tried again is entered without the name")]
    public async Task It_is_not_lost(string retryAfterSeconds, string replay)
    {
        _server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", $"Bus:RetryAfterSeconds:0={retryAfterSeconds}");
        await RunAsync(Broken);
        for (var number = 1; number <= 3; number++)
        {
            await PostAsync(number);
        }

        await Limit.UntilAsync(async () => await HeldAsync() == 1, "the order has failed with the name");
        await AskAsync("customers/data_request", "orders_requested");
        Assert.That((await ProofsAsync("customers/data_request")).GetProperty("done").GetProperty("failed messages").GetInt64(), Is.EqualTo(1), "what failed is handed out, too");

        await AskAsync("customers/redact", "orders_to_redact");
        Assert.That(await HeldAsync(), Is.Zero, "the name is gone from what failed");
        await RunAsync("drop trigger broken");
        if (replay.Length > 0)
        {
            await _server.PostAsync("/api/v1/failures/replay", new { all = true });
        }

        await Limit.UntilAsync(async () => (await _server.GetAsync("/api/v1/orders/by-ordinal")).Body.GetRawText().Contains("\"ordinal\":3", StringComparison.Ordinal), "the third order is the third");
        await Limit.UntilAsync(async () => (await _server.GetAsync("/api/v1/stats")).Body.GetProperty("pending").GetInt64() == 0, "nothing is pending");
        Assert.That(await CountAsync("select count(*) from orders where first_name is not null"), Is.Zero);
        Assert.That(await CountAsync("select count(*) from failures"), Is.Zero);
    }

    private IStore Store => _server.Services.GetRequiredService<IStore>();

    private Task<long> HeldAsync() => CountAsync($"select count(*) from failures where instr(cast(body as text), '{Name}') > 0 or instr(cause, '{Name}') > 0");

    private async Task<long> CountAsync(string sql) => (await Store.ReadAsync(s => s.QueryAsync<long>(sql), CancellationToken.None))[0];

    private Task RunAsync(string sql) => Store.WriteAsync(s => s.ScriptAsync(sql), CancellationToken.None);

    private async Task<JsonElement> ProofsAsync(string kind) =>
        (await _server.GetAsync("/api/v1/privacy")).Body.GetProperty("requests").EnumerateArray().SingleOrDefault(r => r.GetProperty("kind").GetString() == kind);

    private async Task PostAsync(int number) => Assert.That(await _server.PostWebhookAsync(JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = Shop.OrderId(number), name = $"#{number}", created_at = $"2026-03-0{number}T10:00:00Z", updated_at = $"2026-03-0{number}T10:00:00Z", financial_status = "paid", currency = "USD",
        current_total_price = "20.00", customer = new { id = Shop.Ada, first_name = Name },
    })), Is.EqualTo(200));

    private async Task AskAsync(string topic, string orders)
    {
        var body = new Dictionary<string, object> { ["shop_domain"] = Shop.Domain, ["customer"] = new { id = Shop.Ada }, [orders] = Array.Empty<long>() };
        Assert.That(await _server.PostWebhookAsync(JsonSerializer.SerializeToUtf8Bytes(body), topic: topic), Is.EqualTo(200));
        await Limit.UntilAsync(async () => (await ProofsAsync(topic)).ValueKind == JsonValueKind.Object, "the proof is there");
    }
}
