using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Delight.FakeShops.Tests;

/// <summary>Everything that can go wrong on the way to the shop.</summary>
internal sealed class FaultTests
{
    private const string Query = "query Shop { shop { name } }";

    private OpenShop app = null!;

    [SetUp]
    public async Task Open() => app = await OpenShop.StartAsync();

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    [TestCase(FaultKind.TooManyRequests, HttpStatusCode.TooManyRequests)]
    [TestCase(FaultKind.InternalServerError, HttpStatusCode.InternalServerError)]
    [TestCase(FaultKind.BadGateway, HttpStatusCode.BadGateway)]
    [TestCase(FaultKind.ServiceUnavailable, HttpStatusCode.ServiceUnavailable)]
    [TestCase(FaultKind.Unauthorized, HttpStatusCode.Unauthorized)]
    [TestCase(FaultKind.Forbidden, HttpStatusCode.Forbidden)]
    public async Task A_fault_is_met_once_and_then_all_is_well(FaultKind kind, HttpStatusCode status)
    {
        app.Shop.Faults.Add(kind);
        using var first = await app.PostAsync(Query);
        using var second = await app.PostAsync(Query);
        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((status, HttpStatusCode.OK)));
        Assert.That(first.Headers.NonValidated.Contains("Retry-After"), Is.EqualTo(kind is FaultKind.TooManyRequests));
    }

    [TestCase(FaultKind.Throttled, "THROTTLED")]
    [TestCase(FaultKind.AccessDenied, "ACCESS_DENIED")]
    [TestCase(FaultKind.InternalError, "INTERNAL_SERVER_ERROR")]
    public async Task An_error_comes_under_200(FaultKind kind, string code)
    {
        app.Shop.Faults.Add(kind);
        Assert.That((await app.AskAsync(Query)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo(code));
    }

    [Test]
    public async Task Garbage_is_no_JSON()
    {
        app.Shop.Faults.Add(FaultKind.Garbage);
        using var answer = await app.PostAsync(Query);
        await Assert.ThrowsAsync<JsonException>(() => answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    [TestCase(FaultKind.CutBefore, 0)]
    [TestCase(FaultKind.CutAfter, 1)]
    public async Task A_broken_connection_leaves_a_mutation_done_or_not(FaultKind kind, int tags)
    {
        var order = app.Remember();
        app.Shop.Faults.Add(kind);
        await Assert.CatchAsync<HttpRequestException>(() => app.AskAsync(Documents.Tag, new { id = Gid.Of("Order", order.Id), tags = new[] { "gift" } }));
        Assert.That(order.Tags, Has.Count.EqualTo(tags));
    }

    [Test]
    public async Task A_hanging_answer_ends_in_a_broken_connection()
    {
        app.Shop.Faults.Add(new Fault(FaultKind.Hang) { Seconds = 0.05 });
        await Assert.CatchAsync<HttpRequestException>(() => app.AskAsync(Query));
    }

    [Test]
    public async Task A_user_error_is_answered_in_the_place_of_the_mutation()
    {
        var order = app.Remember();
        app.Shop.Faults.Add(new Fault(FaultKind.UserError) { Message = "Not today." });
        var told = await app.DataAsync(Documents.Tag, new { id = Gid.Of("Order", order.Id), tags = new[] { "gift" } });
        Assert.That(told.UserErrors()[0].GetProperty("message").GetString(), Is.EqualTo("Not today."));
        Assert.That(order.Tags, Is.Empty);
    }

    [Test]
    public async Task A_fault_can_wait_for_an_operation()
    {
        app.Shop.Faults.Add(FaultKind.BadGateway, operation: "Tag");
        using var other = await app.PostAsync(Query);
        using var meant = await app.PostAsync(Documents.Tag, new { id = "gid://shopify/Order/1", tags = Array.Empty<string>() });
        Assert.That((other.StatusCode, meant.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.BadGateway)));
    }

    [Test]
    public async Task Faults_and_the_log_are_there_over_HTTP_too()
    {
        using var ordered = await app.Client.PostAsJsonAsync(new Uri(app.Shop.Address, "fake/faults"), new { kind = "ServiceUnavailable", times = 2 });
        Assert.That(app.Shop.Faults.Waiting.Single(), Is.EqualTo(new Fault(FaultKind.ServiceUnavailable) { Times = 2 }));
        using var answer = await app.PostAsync(Documents.Tag, new { id = "x", tags = new[] { "y" } });
        var log = await app.Client.GetFromJsonAsync<JsonElement>(new Uri(app.Shop.Address, "fake/log"));
        Assert.Multiple(() =>
        {
            Assert.That(log[0].GetProperty("operation").GetString(), Is.EqualTo("Tag"));
            Assert.That(log[0].GetProperty("kind").GetString(), Is.EqualTo("mutation"));
            Assert.That(log[0].GetProperty("variables").GetString(), Does.Contain("\"x\""));
            Assert.That(log[0].GetProperty("answered").GetString(), Is.EqualTo("ServiceUnavailable"));
        });
    }
}
