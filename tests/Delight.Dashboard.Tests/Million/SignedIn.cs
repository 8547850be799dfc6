using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Delight.Dashboard.Tests.Million;

/// <summary>Somebody who asks for pages by HTTP as a browser does, and gets each as it is made before it goes live.</summary>
internal sealed partial class SignedIn : IDisposable
{
    private readonly HttpClient _client;
    private string _token = "";

    private SignedIn(Uri address)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public static async Task<SignedIn> EnterAsync(Uri address, string name, string password)
    {
        var somebody = new SignedIn(address);
        var door = await somebody._client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var hidden = Hidden().Match(door);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [hidden.Groups["name"].Value] = WebUtility.HtmlDecode(hidden.Groups["value"].Value), ["to"] = "/", ["name"] = name, ["password"] = password,
        });
        using var answer = await somebody._client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/"), "where the door leads");
        somebody._token = WebUtility.HtmlDecode(Token().Match(await somebody.GetAsync("/packing")).Groups["value"].Value);
        return somebody;
    }

    /// <summary>The whole page; of a search that found one order, the word that it leads there.</summary>
    public async Task<string> GetAsync(string page)
    {
        using var answer = await _client.GetAsync(new Uri(page, UriKind.Relative));
        var isThere = answer.StatusCode == HttpStatusCode.OK || answer.Headers.Location?.OriginalString.Contains("/orders/", StringComparison.Ordinal) == true;
        Assert.That(isThere, Is.True, $"{page}: {(int)answer.StatusCode} {answer.Headers.Location}");
        return answer.Headers.Location?.OriginalString ?? await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Hands in a tick of no line. It changes nothing, but after a change the pages ask for everything anew, and keep no answer of a moment ago.</summary>
    public async Task LetThemAskAnewAsync(KnownOrder order)
    {
        using var tick = new HttpRequestMessage(HttpMethod.Post, "/packing/ticks") { Content = JsonContent.Create(new { bench = "nobody's", shop = order.Shop, orderId = order.Id, key = "none", ticked = false }) };
        tick.Headers.Add("RequestVerificationToken", _token);
        using var answer = await _client.SendAsync(tick);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent), await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("type=\"hidden\" name=\"(?<name>__[^\"]+)\" value=\"(?<value>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex("data-token=\"(?<value>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
