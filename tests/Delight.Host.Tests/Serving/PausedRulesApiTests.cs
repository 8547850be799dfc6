using System.Net.Http.Json;
using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>A rule is paused and goes on, while orders come.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PausedRulesApiTests : IAsyncDisposable
{
    private const string Rule = "/api/v1/paused-rules/" + Shop.Domain + "/fourth-to-seventh-order";
    private Started _server = null!;

    [SetUp]
    public async Task Start() => _server = await Started.WithAsync(
        $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", "Rules:FourthToSeventhOrder:From=1");

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Test]
    public async Task Orders_wait_and_are_given_their_gifts_when_it_goes_on()
    {
        Assert.That((await _server.PostAsync(Rule, new { orders = "wait" })).Status, Is.EqualTo(200));
        await _server.PostOrderAsync(1);
        await _server.SettledAsync();
        Assert.That(await ParcelsAsync(), Is.Zero);
        var paused = (await _server.GetAsync("/api/v1/paused-rules")).Body.GetProperty("paused")[0];
        Assert.That((paused.GetProperty("orders").GetString(), paused.GetProperty("waiting").GetInt64()), Is.EqualTo(("wait", 1)));

        Assert.That(await ResumeAsync(), Is.EqualTo((200, 1)));

        await _server.SettledAsync();
        Assert.That(await ParcelsAsync(), Is.EqualTo(1));
        var records = (await _server.GetAsync("/api/v1/interventions")).Body.GetProperty("interventions").EnumerateArray().Select(i => i.GetProperty("action").GetString());
        Assert.That(records, Is.EqualTo(new[] { "resume", "pause" }));
    }

    [Test]
    public async Task Orders_pass_for_good()
    {
        await _server.PostAsync(Rule, new { orders = "pass" });
        await _server.PostOrderAsync(1);
        await _server.SettledAsync();

        Assert.That(await ResumeAsync(), Is.EqualTo((200, 0)));

        await _server.SettledAsync();
        Assert.That(await ParcelsAsync(), Is.Zero);
    }

    [Test]
    public async Task A_mistake_is_said()
    {
        OnOneOrder.IsProblem(await _server.PostAsync(Rule, new { orders = "stop" }), 400, "Say what becomes of its orders meanwhile: {\"orders\":\"wait\"} or {\"orders\":\"pass\"}.");
        OnOneOrder.IsProblem(await _server.PostAsync($"/api/v1/paused-rules/{Shop.Domain}/free-beer", new { orders = "wait" }), 404, "\"free-beer\" is no rule that is on; there is fourth-to-seventh-order.");
        OnOneOrder.IsProblem(await _server.PostAsync("/api/v1/paused-rules/no-such.myshopify.com/fourth-to-seventh-order", new { orders = "wait" }), 404,
            $"No shop is called no-such.myshopify.com here; there is {Shop.Domain}. Look at the name again, or configure the shop first.");
        Assert.That((await _server.GetAsync("/api/v1/paused-rules")).Body.GetProperty("paused").GetArrayLength(), Is.Zero);
        Assert.That((await ResumeAsync()).Status, Is.EqualTo(404));
    }

    private async Task<int> ParcelsAsync() => (await _server.GetAsync("/api/v1/fulfilment")).Body.GetProperty("orders").GetArrayLength();

    private async Task<(int Status, int Answers)> ResumeAsync()
    {
        using var answer = await _server.Http.DeleteAsync(new Uri(Rule, UriKind.Relative));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return ((int)answer.StatusCode, body.TryGetProperty("answers", out var answers) ? answers.GetInt32() : 0);
    }
}
