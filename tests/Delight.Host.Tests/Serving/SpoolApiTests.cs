using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Access;

namespace Delight.Host.Tests.Serving;

/// <summary>A receiver whose broker is away, and the dashboard of the same installation.</summary>
public class SpoolApiTests
{
    private const string Away = "RabbitMQ at 127.0.0.1:1 cannot be reached. Start it, or correct Delight:Bus:Uri.";
    private static readonly string[] NoBroker = ["Bus:Transport=RabbitMq", "Bus:Uri=amqp://guest:swordfish@127.0.0.1:1"];
    private static readonly (string Token, string Setting) OfOtherShop = ApiToken.Make(Scope.All, [Shop.OtherDomain]);
    private PostgresSchema? _database;
    private Started _receiver = null!;

    private string[] Store => ["Store:Provider=Postgres", "Store:ConnectionString=" + _database!.ConnectionString];

    [SetUp]
    public async Task Start()
    {
        _database = await PostgresSchema.CreateAsync();
        _receiver = await ReceiverAsync(Store);
        await _receiver.StoreStandsAsync();
        Assert.That(await _receiver.PostWebhookAsync(Order("Swordfish")), Is.EqualTo(200));
        Assert.That(await _receiver.PostWebhookAsync(Order("Swordfish")), Is.EqualTo(200));
        Assert.That(await _receiver.PostWebhookAsync("""{"id":1,"email":"sword@fish.example","customer":{"first_name":"Swordfish"}}"""u8.ToArray(), topic: "orders/updated"), Is.EqualTo(200));
        Assert.That(await _receiver.PostWebhookAsync(Order("Swordfish"), Shop.OtherDomain), Is.EqualTo(200));
        await Limit.UntilAsync(async () => (await GroupsAsync()).All(g => g.GetProperty("cause").GetString() == Away), "it is known why they wait");
    }

    [TearDown]
    public async Task Stop()
    {
        if (_database is not null)
        {
            await _receiver.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task They_are_listed_by_cause_shop_and_topic_with_counts()
    {
        Assert.That((await GroupsAsync()).Select(g => $"{g.GetProperty("deliveries")} {g.GetProperty("shop")} {g.GetProperty("topic")}: {g.GetProperty("cause")}"), Is.EqualTo(new[]
        {
            $"2 {Shop.Domain} orders/create: {Away}", $"1 {Shop.Domain} orders/updated: {Away}", $"1 {Shop.OtherDomain} orders/create: {Away}",
        }));
    }

    [Test]
    public async Task Each_is_shown_without_name_and_address()
    {
        foreach (var group in await GroupsAsync())
        {
            var (status, _, shown) = await _receiver.GetAsync($"/api/v1/spool/{group.GetProperty("oldestId")}");

            Assert.That((status, shown.GetProperty("cause").GetString()), Is.EqualTo((200, Away)));
            Assert.That(shown.GetRawText(), Does.Contain("•••").Or.Contain("\\u2022"));
            Assert.That(shown.GetRawText(), Does.Not.Contain("Swordfish").And.Not.Contain("fish.example"));
        }

        OnOneOrder.IsProblem(await _receiver.GetAsync("/api/v1/spool/nowhere"), 404, "No delivery nowhere is in this receiver's spool.");
    }

    [Test]
    public async Task Without_a_token_nothing_is_told()
    {
        _receiver.Http.DefaultRequestHeaders.Authorization = null;

        OnOneOrder.IsProblem(await _receiver.GetAsync("/api/v1/spool"), 401, "A valid token is needed: send the header Authorization: Bearer …");
        OnOneOrder.IsProblem(await _receiver.PostAsync("/api/v1/spool/discard", new { all = true, reason = "a test" }), 401, "A valid token is needed: send the header Authorization: Bearer …");
    }

    [Test]
    public async Task While_the_broker_is_away_a_replay_says_what_still_waits_and_why()
    {
        var (status, _, done) = await _receiver.PostAsync("/api/v1/spool/replay", new { all = true });

        Assert.That((status, done.GetProperty("deliveries").GetInt32()), Is.EqualTo((200, 0)));
        Assert.That(done.GetProperty("waiting").EnumerateArray().Sum(w => w.GetProperty("deliveries").GetInt32()), Is.EqualTo(4));
        Assert.That(done.GetProperty("waiting")[0].GetProperty("cause").GetString(), Is.EqualTo(Away));
    }

    [Test]
    public async Task Discarding_needs_a_reason_and_is_recorded()
    {
        await using var dashboard = await Started.WithAsync([.. NoBroker, "Roles:0=Dashboard", .. Store]);
        await dashboard.StoreStandsAsync();
        await Limit.UntilAsync(async () => (await dashboard.GetAsync("/api/v1/spools")).Body is { ValueKind: JsonValueKind.Object } told
            && told.GetProperty("spools").EnumerateArray().Any(s => s.GetProperty("spooled").GetInt64() == 4), "the dashboard knows of them");
        OnOneOrder.IsProblem(await _receiver.PostAsync("/api/v1/spool/discard", new { all = true }), 400, "Say why in 1 to 500 characters: {\"reason\":\"…\"}.");
        OnOneOrder.IsProblem(await _receiver.PostAsync("/api/v1/spool/discard", new { reason = "a test" }), 400, "Say which: cause or deliveryId, or \"all\":true.");
        var one = (await GroupsAsync())[1].GetProperty("oldestId").GetString();

        Assert.That((await _receiver.PostAsync("/api/v1/spool/discard", new { deliveryId = one, reason = "one is a test" })).Body.GetProperty("deliveries").GetInt32(), Is.EqualTo(1));
        Assert.That((await _receiver.PostAsync("/api/v1/spool/discard", new { cause = Away, reason = "the rest too" })).Body.GetProperty("deliveries").GetInt32(), Is.EqualTo(3));

        Assert.That(await GroupsAsync(), Is.Empty);
        await Limit.UntilAsync(async () => (await dashboard.GetAsync("/api/v1/spools")).Body.GetProperty("spools").EnumerateArray().All(s => s.GetProperty("spooled").GetInt64() == 0), "the dashboard knows that they are gone");
        Assert.That((await dashboard.GetAsync("/api/v1/stats")).Body.GetProperty("pending").GetInt64(), Is.EqualTo(1), "what the broker holds, which is away, is not known to be nothing");
        var records = (await dashboard.GetAsync("/api/v1/interventions")).Body.GetProperty("interventions").EnumerateArray().Take(2)
            .Select(i => $"{i.GetProperty("action")} {i.GetProperty("what")} {i.GetProperty("messages")} {i.GetProperty("reason")}");
        Assert.That(records, Is.EqualTo(new[] { $"discard spool, cause {Away} 3 the rest too", $"discard spool, delivery {one} 1 one is a test" }));
    }

    [Test]
    public async Task A_token_that_is_bound_to_a_shop_sees_and_touches_that_one_only()
    {
        _receiver.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OfOtherShop.Token);
        var own = "?shop=" + Shop.OtherDomain;

        Assert.That((await _receiver.GetAsync("/api/v1/spool")).Status, Is.EqualTo(400));
        Assert.That((await _receiver.GetAsync("/api/v1/spool?shop=" + Shop.Domain)).Status, Is.EqualTo(403));
        var seen = (await _receiver.GetAsync("/api/v1/spool" + own)).Body.GetProperty("spool").EnumerateArray().Single();
        Assert.That(seen.GetProperty("shop").GetString(), Is.EqualTo(Shop.OtherDomain));
        Assert.That((await _receiver.PostAsync("/api/v1/spool/replay" + own, new { all = true })).Body.GetProperty("waiting").GetArrayLength(), Is.EqualTo(1));
        Assert.That((await _receiver.PostAsync("/api/v1/spool/discard" + own, new { all = true, reason = "a test" })).Body.GetProperty("deliveries").GetInt32(), Is.EqualTo(1));

        _receiver.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Started.Token);
        var others = await GroupsAsync();
        Assert.That(others.Sum(g => g.GetProperty("deliveries").GetInt32()), Is.EqualTo(3));
        _receiver.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OfOtherShop.Token);
        Assert.That((await _receiver.GetAsync($"/api/v1/spool/{others[0].GetProperty("oldestId")}{own}")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task While_the_store_is_away_they_can_be_looked_at_and_nothing_is_done_that_cannot_be_recorded()
    {
        await using var receiver = await ReceiverAsync("Store:Provider=Postgres", "Store:ConnectionString=Host=127.0.0.1;Port=1;Username=delight;Password=swordfish;Database=delight");
        Assert.That(await receiver.PostWebhookAsync(Order("Ada")), Is.EqualTo(200));
        const string Sentence = "PostgreSQL at 127.0.0.1:1, database \"delight\", user \"delight\" cannot be reached. Start it, or correct Delight:Store:ConnectionString.";

        await Limit.UntilAsync(async () => (await receiver.PostAsync("/api/v1/spool/discard", new { all = true, reason = "a test" })).Body.GetProperty("detail").GetString() == Sentence, "it says so");
        OnOneOrder.IsProblem(await receiver.PostAsync("/api/v1/spool/discard", new { all = true, reason = "a test" }), 503, Sentence);
        OnOneOrder.IsProblem(await receiver.PostAsync("/api/v1/spool/replay", new { all = true }), 503, Sentence);

        Assert.That((await receiver.GetAsync("/api/v1/spool")).Body.GetProperty("spool").EnumerateArray().Sum(g => g.GetProperty("deliveries").GetInt32()), Is.EqualTo(1));
    }

    private static Task<Started> ReceiverAsync(params string[] settings) => Started.WithAsync(
    [
        .. NoBroker, "Roles:0=Receiver", $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}",
        $"Shops:1:Domain={Shop.OtherDomain}", $"Shops:1:WebhookSecrets:0={Started.Secret}", "Api:Tokens:1=" + OfOtherShop.Setting, .. settings,
    ]);

    private static byte[] Order(string firstName) => Encoding.UTF8.GetBytes($$$"""
        {"id":77,"name":"#1077","email":"sword@fish.example","created_at":"2026-11-20T10:15:30Z","updated_at":"2026-11-20T10:15:30Z","financial_status":"paid",
         "currency":"USD","current_total_price":"20.00","customer":{"id":7,"first_name":"{{{firstName}}}"}}
        """);

    private async Task<JsonElement[]> GroupsAsync() => [.. (await _receiver.GetAsync("/api/v1/spool")).Body.GetProperty("spool").EnumerateArray()];
}
