using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Delight.ObjectMother;
using Delight.Platform.Access;

namespace Delight.Host.Tests.Serving;

/// <summary>What each token may do, and for which shops.</summary>
public class TokenScopesTests
{
    private static readonly string ThisShop = $"/api/v1/fulfilment/{Shop.Domain}/1/packed";
    private static readonly object Packed = new { packer = "Pat" };
    private static readonly object Everything = new { all = true, reason = "a test" };

    [TestCase("read", "GET", "/api/v1/stats", ExpectedResult = 200)]
    [TestCase("pack", "GET", "/api/v1/stats", ExpectedResult = 403)]
    [TestCase("operate", "GET", "/api/v1/queues", ExpectedResult = 403)]
    [TestCase("read", "POST", "/api/v1/failures/replay", ExpectedResult = 403)]
    [TestCase("operate", "POST", "/api/v1/failures/replay", ExpectedResult = 200)]
    [TestCase("operate", "POST", "/api/v1/quarantine/discard", ExpectedResult = 200)]
    [TestCase("operate", "GET", "/api/v1/spool", ExpectedResult = 403)]
    [TestCase("read", "POST", "/api/v1/spool/discard", ExpectedResult = 403)]
    [TestCase("operate", "POST", "/api/v1/spool/replay", ExpectedResult = 200)]
    [TestCase("read,operate", "POST", "packed", ExpectedResult = 403)]
    [TestCase("pack", "POST", "packed", ExpectedResult = 404)]
    public async Task<int> A_token_does_what_its_scopes_say(string scopes, string method, string path)
    {
        var (token, setting) = ApiToken.Make(scopes.Split(','), []);
        await using var server = await Started.WithAsync("Api:Tokens:1=" + setting);

        return await CallAsync(server, token, method, path == "packed" ? ThisShop : path);
    }

    [TestCase("/api/v1/stats", ExpectedResult = 400)]
    [TestCase("/api/v1/stats?shop=", ExpectedResult = 400)]
    [TestCase("/api/v1/fulfilment", ExpectedResult = 400)]
    [TestCase("/api/v1/stats?shop=" + Shop.Domain, ExpectedResult = 200)]
    [TestCase("/api/v1/stats?shop=CALM-LAKE.myshopify.com", ExpectedResult = 200)]
    [TestCase("/api/v1/stats?shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/quarantine?shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/spool", ExpectedResult = 400)]
    [TestCase("/api/v1/spool?shop=" + Shop.Domain, ExpectedResult = 200)]
    [TestCase("/api/v1/spool?shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/spools", ExpectedResult = 403)]
    [TestCase("/api/v1/orders/another.myshopify.com/1", ExpectedResult = 403)]
    [TestCase("/api/v1/orders/" + Shop.Domain + "/1", ExpectedResult = 404)]
    [TestCase("/api/v1/queues", ExpectedResult = 403)]
    [TestCase("/api/v1/failures?shop=" + Shop.Domain, ExpectedResult = 403)]
    [TestCase("/api/v1/interventions?shop=" + Shop.Domain, ExpectedResult = 403)]
    [TestCase("/api/v1/orders/by-ordinal", ExpectedResult = 400)]
    [TestCase("/api/v1/orders/by-ordinal?shop=" + Shop.Domain, ExpectedResult = 200)]
    [TestCase("/api/v1/orders/by-ordinal?shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/orders?find=1", ExpectedResult = 400)]
    [TestCase("/api/v1/orders?find=1&shop=" + Shop.Domain, ExpectedResult = 200)]
    [TestCase("/api/v1/orders?find=1&shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/orders/another.myshopify.com/1/facts", ExpectedResult = 403)]
    [TestCase("/api/v1/customers/another.myshopify.com/1/orders", ExpectedResult = 403)]
    [TestCase("/api/v1/customers/" + Shop.Domain + "/1/orders", ExpectedResult = 200)]
    [TestCase("/api/v1/fulfilment/another.myshopify.com/1", ExpectedResult = 403)]
    [TestCase("/api/v1/fulfilment?customer=1&shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/fulfilment/lines?find=tea", ExpectedResult = 400)]
    [TestCase("/api/v1/fulfilment/lines?find=tea&shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/rules/hits", ExpectedResult = 400)]
    [TestCase("/api/v1/rules/hits?shop=" + Shop.Domain, ExpectedResult = 200)]
    [TestCase("/api/v1/rules/hits?shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/privacy", ExpectedResult = 400)]
    [TestCase("/api/v1/privacy?shop=" + Shop.Domain, ExpectedResult = 200)]
    [TestCase("/api/v1/privacy?shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/privacy/another.myshopify.com/1", ExpectedResult = 403)]
    public async Task<int> A_token_that_is_bound_to_a_shop_sees_that_one_only(string path)
    {
        var (token, setting) = ApiToken.Make(Scope.All, [Shop.Domain]);
        await using var server = await Started.WithAsync("Api:Tokens:1=" + setting);

        return await CallAsync(server, token, "GET", path);
    }

    [TestCase("/api/v1/fulfilment/another.myshopify.com/1/packed", ExpectedResult = 403)]
    [TestCase("/api/v1/fulfilment/" + Shop.Domain + "/1/packed", ExpectedResult = 404)]
    [TestCase("/api/v1/quarantine/replay", ExpectedResult = 400)]
    [TestCase("/api/v1/quarantine/replay?shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/quarantine/replay?shop=" + Shop.Domain, ExpectedResult = 200)]
    [TestCase("/api/v1/quarantine/discard", ExpectedResult = 400)]
    [TestCase("/api/v1/quarantine/discard?shop=another.myshopify.com", ExpectedResult = 403)]
    [TestCase("/api/v1/quarantine/discard?shop=" + Shop.Domain, ExpectedResult = 200)]
    [TestCase("/api/v1/failures/replay?shop=" + Shop.Domain, ExpectedResult = 403)]
    [TestCase("/api/v1/failures/discard?shop=" + Shop.Domain, ExpectedResult = 403)]
    public async Task<int> A_token_that_is_bound_to_a_shop_changes_that_one_only(string path)
    {
        var (token, setting) = ApiToken.Make(Scope.All, [Shop.Domain]);
        await using var server = await Started.WithAsync("Api:Tokens:1=" + setting);

        return await CallAsync(server, token, "POST", path);
    }

    [Test]
    public async Task The_hash_in_the_settings_is_no_token()
    {
        var (_, setting) = ApiToken.Make(Scope.All, []);
        await using var server = await Started.WithAsync("Api:Tokens:1=" + setting);

        Assert.That(await CallAsync(server, setting, "GET", "/api/v1/stats"), Is.EqualTo(401));
        Assert.That(await CallAsync(server, setting.Split(':')[^1], "GET", "/api/v1/stats"), Is.EqualTo(401));
    }

    [Test]
    public async Task Guessing_is_slowed_down_and_said_without_the_token_while_a_known_one_gets_in()
    {
        await using var server = await Started.WithAsync();
        var answers = new List<int>();
        for (var i = 0; i < 25; i++)
        {
            answers.Add(await CallAsync(server, $"guess-number-{i}", "GET", "/api/v1/stats"));
        }

        Assert.That(answers.Where((_, i) => i is 0 or 19 or 20 or 24), Is.EqualTo(new[] { 401, 401, 429, 429 }));
        Assert.That((await server.GetAsync("/api/v1/stats")).Status, Is.EqualTo(200));
        Assert.That(server.Log.Where(l => l.Contains("had no known token")), Has.Exactly(2).Items);
        Assert.That(server.Log, Has.None.Contains("guess-number"));
    }

    [Test]
    public async Task Who_may_not_is_told_so_in_a_sentence()
    {
        var (token, setting) = ApiToken.Make([Scope.Pack], [Shop.Domain]);
        await using var server = await Started.WithAsync("Api:Tokens:1=" + setting);
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        OnOneOrder.IsProblem(await server.GetAsync("/api/v1/stats"), 403, "This token's scopes do not allow that. It needs the scope read; the token has pack.");
        OnOneOrder.IsProblem(await server.PostAsync($"/api/v1/paused-rules/{Shop.Domain}/welcome-note", new { }), 403, "This token's scopes do not allow that. It needs the scope market or operate; the token has pack.");
        OnOneOrder.IsProblem(await server.PostAsync("/api/v1/fulfilment/another.myshopify.com/1/packed", Packed), 403, "This token is not for that shop.");
    }

    [Test]
    public async Task Who_guesses_too_often_is_told_to_wait_in_a_sentence()
    {
        await using var server = await Started.WithAsync();
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a-guess");
        var answer = await server.GetAsync("/api/v1/stats");
        for (var more = 2 * 20; more > 0 && answer.Status == 401; more--) // Another minute may begin meanwhile.
        {
            answer = await server.GetAsync("/api/v1/stats");
        }

        OnOneOrder.IsProblem(answer, 429, "More than 20 calls without a known token within a minute. Wait a minute.");
    }

    [Test]
    public async Task A_token_in_the_settings_as_it_is_works_and_is_warned_of()
    {
        await using var server = await Started.WithAsync();

        Assert.That(server.Log, Has.One.StartsWith("Delight:Api:Tokens holds 1 token(s) as they are, with all scopes."));
    }

    private static async Task<int> CallAsync(Started server, string token, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = method == "GET" ? null : JsonContent.Create(path.EndsWith("packed", StringComparison.Ordinal) ? Packed : Everything),
        };
        using var answer = await server.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
