using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Delight.FakeShops.Tests;

/// <summary>Everything at once, as a file.</summary>
internal sealed class BulkTests
{
    private const string Orders = "{ orders { edges { node { id name lineItems { edges { node { id title } } } } } } }";
    private const string Run = "mutation Run($query: String!, $group: Boolean! = false) { bulkOperationRunQuery(query: $query, groupObjects: $group) { bulkOperation { id status } userErrors { code message } } }";

    private OpenShop app = null!;

    [SetUp]
    public async Task Open() => app = await OpenShop.StartAsync();

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    [Test]
    public async Task All_orders_become_lines_and_their_lines_lines_of_their_own()
    {
        var all = Enumerable.Range(0, 150).Select(_ => app.Remember()).ToList();
        (await RunAsync(Orders)).Payload();
        var done = await DoneAsync();
        Assert.That(done.GetProperty("objectCount").GetString(), Is.EqualTo("450"));

        var lines = (await app.Client.GetStringAsync(done.GetProperty("url").GetString())).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.That(lines.Where(line => !line.TryGetProperty("__parentId", out _)).Select(line => line.GetProperty("id").GetString()), Is.EquivalentTo(all.Select(order => Gid.Of("Order", order.Id))));
        Assert.That(lines.Count(line => line.TryGetProperty("__parentId", out var parent) && parent.GetString() == Gid.Of("Order", all[7].Id)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_file_can_be_read_on_from_where_it_broke()
    {
        app.Remember();
        (await RunAsync(Orders)).Payload();
        var url = (await DoneAsync()).GetProperty("url").GetString();
        var whole = await app.Client.GetByteArrayAsync(url);
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(10, null) } };
        using var rest = await app.Client.SendAsync(request);
        Assert.That(rest.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await rest.Content.ReadAsByteArrayAsync(), Is.EqualTo(whole[10..]));

        app.Shop.Faults.Add(FaultKind.CutAfter, operation: "bulk");
        await Assert.CatchAsync<HttpRequestException>(() => app.Client.GetByteArrayAsync(url));
    }

    [Test]
    public async Task Grouped_an_orders_lines_follow_it()
    {
        app.Remember();
        app.Remember();
        (await RunAsync(Orders, group: true)).Payload();
        var lines = (await app.Client.GetStringAsync((await DoneAsync()).GetProperty("url").GetString())).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Select(line => line.Contains("__parentId", StringComparison.Ordinal)), Is.EqualTo(new[] { false, true, true, false, true, true }));
    }

    [Test]
    public async Task Only_one_runs_at_a_time()
    {
        var begin = new TaskCompletionSource();
        app.Shop.Bulk.BeginsAfter = begin.Task;
        Assert.That((await RunAsync(Orders)).Payload().GetProperty("bulkOperation").GetProperty("status").GetString(), Is.EqualTo("CREATED"));
        Assert.That((await RunAsync(Orders)).UserErrors()[0].GetProperty("code").GetString(), Is.EqualTo("OPERATION_IN_PROGRESS"));
        begin.SetResult();
        await DoneAsync();
        (await RunAsync(Orders)).Payload();
        await DoneAsync();
    }

    [Test]
    public async Task A_failure_leaves_what_there_was_until_then()
    {
        app.Remember();
        app.Shop.Bulk.FailsAfter = 2;
        (await RunAsync(Orders)).Payload();
        var done = await DoneAsync();
        Assert.That((done.GetProperty("status").GetString(), done.GetProperty("errorCode").GetString()), Is.EqualTo(("FAILED", "INTERNAL_SERVER_ERROR")));
        Assert.That((await app.Client.GetStringAsync(done.GetProperty("partialDataUrl").GetString())).Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task It_can_be_refused()
    {
        app.Shop.Bulk.Refusal = "Not for this shop.";
        Assert.That((await RunAsync(Orders)).UserErrors()[0].GetProperty("message").GetString(), Is.EqualTo("Not for this shop."));
    }

    [TestCase("{ shop { name } }", "at least one connection")]
    [TestCase("{ orders { edges { node { name lineItems { edges { node { id } } } } } } }", "'id' field")]
    [TestCase("{ orders { edges { node { nam } } } }", "Cannot query field")]
    public async Task What_cannot_be_read_in_bulk_says_why(string query, string sentence) =>
        Assert.That((await RunAsync(query)).UserErrors()[0].GetProperty("message").GetString(), Does.Contain(sentence));

    [Test]
    public async Task A_long_history_is_made_up_as_it_is_read()
    {
        var now = app.Shop.Options.Time.GetUtcNow();
        app.Merchant.Remember(new HistoricOrders(5_000, 700, now.AddDays(-300), now.AddDays(-1)));
        (await RunAsync("{ orders { edges { node { id updatedAt customer { id } customerJourneySummary { customerOrderIndex } } } } }")).Payload();
        Assert.That((await DoneAsync()).GetProperty("rootObjectCount").GetString(), Is.EqualTo("5000"));
    }

    private Task<JsonElement> RunAsync(string query, bool group = false) => app.DataAsync(Run, new { query, group });

    private async Task<JsonElement> DoneAsync()
    {
        Assert.That(() => app.Shop.Bulk.Runs[^1].IsOver, Is.True.After(20_000, 10));
        var told = await app.DataAsync("query Bulk($id: ID!) { node(id: $id) { ... on BulkOperation { status errorCode objectCount rootObjectCount fileSize url partialDataUrl } } }", new { id = Gid.Of("BulkOperation", app.Shop.Bulk.Runs[^1].Id) });
        return told.GetProperty("node");
    }
}
