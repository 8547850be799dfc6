using System.Net;

namespace Delight.Host.Tests.Serving;

public sealed class EndpointsTests : OnOneOrder
{
    [TestCase("/api/v1/fulfilment", "get")]
    [TestCase("/api/v1/fulfilment/{shop}/{orderId}/packed", "post")]
    [TestCase("/api/v1/packing/next", "post")]
    [TestCase("/api/v1/packing/{shop}/{orderId}", "get")]
    [TestCase("/api/v1/packing/{shop}/{orderId}/ticks/{key}", "put")]
    [TestCase("/api/v1/orders/{shop}/{orderId}", "get")]
    [TestCase("/api/v1/queues", "get")]
    [TestCase("/api/v1/stats", "get")]
    [TestCase("/api/v1/spools", "get")]
    [TestCase("/api/v1/spool", "get")]
    [TestCase("/api/v1/spool/{deliveryId}", "get")]
    [TestCase("/api/v1/spool/replay", "post")]
    [TestCase("/api/v1/spool/discard", "post")]
    [TestCase("/webhooks/shopify", "post")]
    [TestCase("/health/live", "get")]
    [TestCase("/health/ready", "get")]
    public async Task The_openapi_document_lists_every_endpoint(string path, string method)
    {
        var (status, _, document) = await Server.GetAsync("/openapi/v1.json");

        Assert.That(status, Is.EqualTo(200));
        Assert.That(document.GetProperty("paths").TryGetProperty(path, out var operations), Is.True, $"Listed are {string.Join(", ", Names(document.GetProperty("paths")))}.");
        Assert.That(Names(operations), Does.Contain(method));
    }

    [Test]
    public async Task The_openapi_document_says_who_may_call_and_how_it_is_refused()
    {
        var (_, _, document) = await Server.GetAsync("/openapi/v1.json");

        var call = document.GetProperty("paths").GetProperty("/api/v1/failures/replay").GetProperty("post");
        Assert.That(document.GetProperty("info").GetProperty("title").GetString(), Is.EqualTo("Delight"));
        Assert.That(document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString(), Is.EqualTo("bearer"));
        Assert.That(call.GetProperty("security")[0].TryGetProperty("token", out _), Is.True);
        Assert.That(call.GetProperty("description").GetString(), Is.EqualTo("Needs a token with the scope operate."));
        Assert.That(Names(call.GetProperty("responses")), Is.SupersetOf(new[] { "200", "400", "401", "403", "404", "503" }));
        Assert.That(document.GetProperty("paths").GetProperty("/webhooks/shopify").GetProperty("post").TryGetProperty("security", out _), Is.False);
    }

    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task Health_is_told_to_everybody(string path)
    {
        using var stranger = new HttpClient { BaseAddress = Server.Http.BaseAddress };
        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
