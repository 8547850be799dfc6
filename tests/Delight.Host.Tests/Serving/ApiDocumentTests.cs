using System.Text.Json;
using Delight.ObjectMother;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Host.Tests.Serving;

/// <summary>The OpenAPI document says what a process serves: all of it, and nothing else.</summary>
public class ApiDocumentTests
{
    private static readonly string[] NoServers =
        ["Bus:Transport=RabbitMq", "Bus:Uri=amqp://127.0.0.1:1", "Store:Provider=Postgres", "Store:ConnectionString=Host=127.0.0.1;Port=1;Username=delight;Database=delight"];

    [TestCase(null)]
    [TestCase("Receiver")]
    [TestCase("Dashboard")]
    [TestCase("Shopify")]
    public async Task It_lists_every_endpoint_of_the_process_and_no_other(string? role)
    {
        await using var server = await Started.WithAsync(role is null ? [] : [.. NoServers, "Roles:0=" + role]);

        var document = await DocumentAsync(server);

        Assert.That(Operations(document).Select(o => $"{o.Method} {o.Path}"), Is.EquivalentTo(Endpoints(server)));
    }

    [Test]
    public async Task A_receiver_alone_describes_the_door_and_its_spool()
    {
        await using var server = await Started.WithAsync([.. NoServers, "Roles:0=Receiver"]);

        Assert.That(Operations(await DocumentAsync(server)).Select(o => o.Path), Is.SupersetOf(new[] { "/webhooks/shopify", "/api/v1/spool" }));
    }

    [Test]
    public async Task A_number_is_a_number_and_no_text()
    {
        await using var server = await Started.WithAsync();

        var both = Elements(await DocumentAsync(server)).Where(e => e.ValueKind == JsonValueKind.Array && e.EnumerateArray().Select(w => w.ToString()).ToHashSet() is var words
            && words.Contains("string") && (words.Contains("integer") || words.Contains("number")));

        Assert.That(both, Is.Empty);
    }

    [Test]
    public async Task Every_call_of_the_api_says_how_it_is_answered_and_may_be_refused()
    {
        await using var server = await Started.WithAsync();

        var answers = Operations(await DocumentAsync(server)).Where(o => o.Path.StartsWith("/api/", StringComparison.Ordinal)).Select(o => Answers(o.Call).ToArray()).ToArray();

        Assert.That(answers, Is.Not.Empty.And.All.SupersetOf(new[] { "400", "401", "403", "404", "429", "503" }));
        Assert.That(answers.Select(a => a.Count(s => s is "200" or "204")), Is.All.EqualTo(1));
    }

    [Test]
    public async Task The_door_says_what_it_takes_and_how_it_answers()
    {
        await using var server = await Started.WithAsync();

        var door = Operations(await DocumentAsync(server)).Single(o => o.Path == "/webhooks/shopify").Call;

        Assert.That(Answers(door), Is.EquivalentTo(new[] { "200", "400", "401", "413", "503" }));
        Assert.That(door.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _), Is.True);
        Assert.That(door.GetProperty("parameters").EnumerateArray().Select(p => $"{p.GetProperty("in")} {p.GetProperty("name")}"),
            Is.EquivalentTo(new[] { "header X-Shopify-Hmac-Sha256", "header X-Shopify-Shop-Domain", "header X-Shopify-Topic" }));
    }

    [Test]
    public async Task A_process_that_is_not_ready_is_among_the_answers()
    {
        await using var server = await Started.WithAsync();

        Assert.That(Answers(Operations(await DocumentAsync(server)).Single(o => o.Path == "/health/ready").Call), Is.EquivalentTo(new[] { "200", "503" }));
    }

    [Test]
    public async Task A_page_of_parcels_is_asked_for_as_the_document_says()
    {
        await using var server = await Started.WithAsync();
        var parameters = Operations(await DocumentAsync(server)).Single(o => o.Path == "/api/v1/fulfilment").Call.GetProperty("parameters").EnumerateArray()
            .ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("schema"));
        var most = parameters["limit"].GetProperty("maximum").GetInt32();
        var states = parameters["state"].GetProperty("enum").EnumerateArray().Select(s => s.GetString()).ToArray();

        Assert.That((parameters["limit"].GetProperty("type").GetString(), states), Is.EqualTo(("integer", new[] { "open", "packed", "all" })));
        Assert.That((await server.GetAsync($"/api/v1/fulfilment?limit={most}")).Status, Is.EqualTo(200));
        Assert.That((await server.GetAsync($"/api/v1/fulfilment?limit={most + 1}")).Status, Is.EqualTo(400));
        foreach (var state in states)
        {
            Assert.That((await server.GetAsync($"/api/v1/fulfilment?state={state}")).Status, Is.EqualTo(200), state);
        }
    }

    private static async Task<JsonElement> DocumentAsync(Started server)
    {
        var (status, _, document) = await server.GetAsync("/openapi/v1.json");
        Assert.That(status, Is.EqualTo(200));
        return document;
    }

    private static IEnumerable<(string Path, string Method, JsonElement Call)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from call in path.Value.EnumerateObject()
        select (path.Name, call.Name.ToUpperInvariant(), call.Value);

    private static string[] Answers(JsonElement call) => OnOneOrder.Names(call.GetProperty("responses"));

    /// <summary>But the document's own, and the pages.</summary>
    private static IEnumerable<string> Endpoints(Started server) =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace(":long}", "}", StringComparison.Ordinal)
        where !path.StartsWith("/openapi/", StringComparison.Ordinal) && (IsProgrammed(path) || endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        select $"{method} {path}";

    /// <summary>Nothing of it may be left out of the document.</summary>
    private static bool IsProgrammed(string path) => path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/webhooks/", StringComparison.Ordinal) || path.StartsWith("/health/", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Elements(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Elements(p.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Elements).Prepend(element),
        _ => [element],
    };
}
