using System.Net.Http.Headers;

namespace Delight.Host.Tests.Serving;

/// <summary>Who somebody is, is asked where it matters and nowhere else: a webhook is not to wait for it, and does not fail with it.</summary>
public sealed class UnaskedAuthenticationTests
{
    private const string Asked = "was not authenticated";

    [Test]
    public async Task Webhooks_and_probes_pass_none()
    {
        await using var server = await Started.WithAsync(
            "../Logging:LogLevel:Delight.Platform.Access=Debug", "SignIn:OpenId:ClientId=delight", "SignIn:OpenId:ClientSecret=of-the-client", "SignIn:OpenId:AuthorizationEndpoint=https://id.example.com/a",
            "SignIn:OpenId:TokenEndpoint=https://id.example.com/t", "SignIn:OpenId:UserInformationEndpoint=https://id.example.com/u");

        var (webhook, probe) = (await AskAsync(server, HttpMethod.Post, "/webhooks/shopify"), await AskAsync(server, HttpMethod.Get, "/health/live"));
        Assert.That((webhook, probe), Is.EqualTo((401, 200)));
        Assert.That(server.Log, Has.None.Contains(Asked));

        Assert.That(await AskAsync(server, HttpMethod.Get, "/api/v1/stats"), Is.EqualTo(401));
        Assert.That(server.Log, Has.Some.Contains(Asked), "it is said where it is asked");
    }

    private static async Task<int> AskAsync(Started server, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "nobody-knows-it") } };
        using var answer = await server.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
