using System.Net;

namespace Delight.Dashboard.Tests.Looking;

/// <summary>Somebody at the door without a browser, with cookies of their own.</summary>
internal sealed class Knocker : IDisposable
{
    private readonly HttpClient _http;

    public Knocker(Uri address) => _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string address) => _http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));

    /// <summary>As the page's own form does.</summary>
    public async Task<HttpResponseMessage> PostAsync(string form, string address, params (string Name, string Value)[] values)
    {
        using var page = await GetAsync(form);
        return await PostAgainAsync(address, [("__RequestVerificationToken", TokenIn(await page.Content.ReadAsStringAsync())), .. values]);
    }

    public async Task<HttpResponseMessage> PostAgainAsync(string address, params (string Name, string Value)[] values)
    {
        using var content = new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        return await _http.PostAsync(new Uri(address, UriKind.RelativeOrAbsolute), content);
    }

    public static string TokenIn(string page) => page.Split("name=\"__RequestVerificationToken\" value=\"", 2) is [_, var rest] ? WebUtility.HtmlDecode(rest.Split('"')[0]) : "";

    /// <summary>Whether the overview is shown, and not the door.</summary>
    public async Task<bool> IsInAsync()
    {
        using var overview = await GetAsync("/");
        return overview.StatusCode == HttpStatusCode.OK;
    }

    public void Dispose() => _http.Dispose();
}
