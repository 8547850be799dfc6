using System.Net;

namespace Delight.Host.Tests.Serving;

public sealed class EndpointsTests : OnOneOrder
{
    [TestCase("/api/v1/fulfilment", "get")]
    [TestCase("/api/v1/fulfilment/{shop}/{orderId}/packed", "post")]
    [TestCase("/api/v1/orders/{shop}/{orderId}", "get")]
    [TestCase("/api/v1/queues", "get")]
    [TestCase("/api/v1/stats", "get")]
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

    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task Health_is_told_to_everybody(string path)
    {
        using var stranger = new HttpClient { BaseAddress = Server.Http.BaseAddress };
        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
