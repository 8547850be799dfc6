using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Delight.Host.Tests.Serving;

public sealed class ApiWithoutTokenTests : OnOneOrder
{
    [TestCase("/api/v1/fulfilment")]
    [TestCase("/api/v1/orders/a/1")]
    [TestCase("/api/v1/orders/by-ordinal")]
    [TestCase("/api/v1/queues")]
    [TestCase("/api/v1/stats")]
    [TestCase("/api/v1/nowhere")]
    [TestCase("/api/nowhere")]
    public async Task Without_a_token_nothing_is_told(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var stranger = new HttpClient { BaseAddress = Server.Http.BaseAddress };
        using var answer = await stranger.SendAsync(request);

        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.Unauthorized, "application/problem+json")));
        Assert.That(answer.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.That(problem.RootElement.GetProperty("detail").GetString(), Is.EqualTo("A valid token is needed: send the header Authorization: Bearer …"));
    }

    [TestCase("cut off")]
    [TestCase("in capitals")]
    [TestCase("in another scheme")]
    public async Task With_a_token_that_is_not_known_neither(string how)
    {
        var authorization = how switch
        {
            "cut off" => new AuthenticationHeaderValue("Bearer", Started.Token[..^1]),
            "in capitals" => new AuthenticationHeaderValue("Bearer", Started.Token.ToUpperInvariant()),
            _ => new AuthenticationHeaderValue("Basic", Started.Token),
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stats") { Headers = { Authorization = authorization } };
        using var answer = await Server.Http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Where_no_token_is_set_nobody_may_call_and_it_says_how_to_set_one()
    {
        await using var server = await Started.WithoutTokenAsync();

        IsProblem(await server.GetAsync("/API/v1/stats"), 401, "No token is configured, so nobody may call the API. Set Delight:Api:Tokens:0.");
        IsProblem(await server.GetAsync("/api/v1/stats"), 401, "No token is configured, so nobody may call the API. Set Delight:Api:Tokens:0.");
    }
}
