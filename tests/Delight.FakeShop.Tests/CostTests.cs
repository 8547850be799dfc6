using System.Text.Json;

namespace Delight.FakeShops.Tests;

/// <summary>Points: what documents cost, and what happens when they run out.</summary>
internal sealed class CostTests
{
    private const string Orders = "query Orders { orders(first: 10) { nodes { id customer { id } } pageInfo { hasNextPage } } }";

    private OpenShop app = null!;

    [SetUp]
    public async Task Open() => app = await OpenShop.StartAsync(new() { RestoreRate = 1, MaximumAvailable = 100 });

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    [Test]
    public async Task A_connection_costs_what_it_may_answer_and_the_rest_is_given_back()
    {
        app.Remember();
        var cost = Cost(await app.AskAsync(Orders));
        Assert.Multiple(() =>
        {
            Assert.That(cost.GetProperty("requestedQueryCost").GetDouble(), Is.EqualTo(22));
            Assert.That(cost.GetProperty("actualQueryCost").GetDouble(), Is.EqualTo(4), "the connection, the order and its customer");
            Assert.That(cost.GetProperty("throttleStatus").GetProperty("currentlyAvailable").GetDouble(), Is.EqualTo(96).Within(1));
            Assert.That(cost.GetProperty("throttleStatus").GetProperty("restoreRate").GetDouble(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Who_lacks_points_is_throttled_under_200_without_data()
    {
        app.Shop.Bucket.TakeForOthers(95);
        using var answer = await app.PostAsync(Orders);
        var told = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(told.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo("THROTTLED"));
            Assert.That(told.TryGetProperty("data", out _), Is.False);
            Assert.That(Cost(told).GetProperty("throttleStatus").GetProperty("currentlyAvailable").GetDouble(), Is.LessThan(22));
            Assert.That(app.Shop.Log.Entries.Single().Answered, Is.EqualTo("THROTTLED"));
        });
    }

    [Test]
    public async Task Points_come_back_with_time()
    {
        app.Shop.Options.RestoreRate = 1000;
        app.Shop.Bucket.TakeForOthers(100);
        Assert.That(() => app.Shop.Bucket.CurrentlyAvailable, Is.EqualTo(100).After(5000, 5));
        Assert.That((await app.AskAsync(Orders)).TryGetProperty("errors", out _), Is.False);
    }

    [Test]
    public async Task A_query_above_1000_points_is_refused()
    {
        var error = (await app.AskAsync("{ orders(first: 250) { nodes { lineItems(first: 20) { nodes { product { id } } } } } }")).GetProperty("errors")[0];
        Assert.That(error.GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo("MAX_COST_EXCEEDED"));
    }

    private static JsonElement Cost(JsonElement answer) => answer.GetProperty("extensions").GetProperty("cost");
}
