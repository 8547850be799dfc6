using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Delight.Host.Serving;

namespace Delight.Host.Calling;

/// <summary>Asks the API of a running installation; what it refuses is a sentence for the user.</summary>
internal sealed class ApiClient : IDisposable
{
    public const string TokenVariable = "DELIGHT_API_TOKEN";
    private readonly HttpClient _http;
    private readonly string _whereItIs;

    private ApiClient(Uri address, string token, string whereItIs)
    {
        _whereItIs = whereItIs;
        Address = address;
        _http = new HttpClient { BaseAddress = new Uri(address, "/api/v1/"), Timeout = TimeSpan.FromMinutes(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Uri Address { get; }

    /// <summary>The option of verbs that call an installation.</summary>
    public static Option<Uri> AddressOption(string description) => new("--url")
    {
        Description = description, DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"), Recursive = true, CustomParser = ParseAddress,
    };

    /// <param name="whereItIs">Which process serves what is asked for, as a sentence.</param>
    public static ApiClient At(Uri address, string whereItIs) => Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token && !token.Any(char.IsControl)
        ? new ApiClient(address, token, whereItIs)
        : throw new RefusedException($"Set {TokenVariable} to a token with the scopes read and operate; the verb token makes one.");

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        await TryGetAsync(path, cancellationToken) ?? throw NotServed();

    /// <returns>Nothing when the process at this address does not serve it at all.</returns>
    public Task<JsonElement?> TryGetAsync(string path, CancellationToken cancellationToken) =>
        AnswerAsync(() => _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken), cancellationToken);

    public async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken) =>
        await AnswerAsync(() => _http.PostAsJsonAsync(path, body, cancellationToken), cancellationToken) ?? throw NotServed();

    public void Dispose() => _http.Dispose();

    public RefusedException NotServed() => new($"{Address} does not serve that: {_whereItIs} Say which with --url.");

    private static Uri? ParseAddress(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        given.AddError($"--url is \"{given.Tokens[0].Value}\"; write it like http://127.0.0.1:5080.");
        return null;
    }

    private async Task<JsonElement?> AnswerAsync(Func<Task<HttpResponseMessage>> call, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await call();
            if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true)
            {
                throw new RefusedException($"{Address} answers {(int)answer.StatusCode} and no JSON: it is not Delight's API.");
            }

            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            var says = !answer.IsSuccessStatusCode && body.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
            return answer.IsSuccessStatusCode ? body
                : answer.StatusCode == HttpStatusCode.NotFound && says == Problems.NoSuchAddress ? null
                : answer.StatusCode == HttpStatusCode.Unauthorized ? throw new RefusedException($"{Address} does not know the token in {TokenVariable}. Set it to a token itself, as the verb token printed it (delight_…), and not to the setting that lets it in.")
                : throw new RefusedException(says ?? $"Answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException unreachable)
        {
            throw new RefusedException($"{Address} does not answer: {unreachable.Message.TrimEnd('.')}. Start Delight, or say where the API is with --url.");
        }
    }
}

/// <summary>It is not done; the message says why to the user.</summary>
internal sealed class RefusedException(string sentence) : Exception(sentence);
