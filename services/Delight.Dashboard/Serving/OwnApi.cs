using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Delight.Platform.Access;

namespace Delight.Dashboard.Serving;

/// <summary>What a page asks of the API in a person's name. An answer serves everybody with the same rights for a moment: a page that was
/// rendered for its first answer and goes live has it at once, and twenty screens ask no more than one.</summary>
internal sealed class OwnApi(ApiInProcess api, TimeProvider time) : IDisposable
{
    private const int MostKept = 500;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.5);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, object Answer)> _kept = new(StringComparer.Ordinal);
    private readonly HttpClient _client = new(api, disposeHandler: false) { BaseAddress = new Uri("http://delight/api/v1/") };

    /// <exception cref="RefusedException">The API's own sentence.</exception>
    public ValueTask<T> GetAsync<T>(ClaimsPrincipal user, string address, CancellationToken cancellationToken = default)
    {
        var key = string.Join('\n', user.FindAll(c => c.Type is Caller.ScopeClaim or Caller.ShopClaim).Select(c => c.Value).Order(StringComparer.Ordinal).Append(address));
        return _kept.TryGetValue(key, out var kept) && time.GetUtcNow() - kept.At < Moment && kept.Answer is T answer ? ValueTask.FromResult(answer) : AskAsync(key);

        async ValueTask<T> AskAsync(string named)
        {
            var asked = time.GetUtcNow();
            var fresh = await SendAsync<T>(user, HttpMethod.Get, address, null, cancellationToken);
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            _kept[named] = (asked, fresh!);
            return fresh;
        }
    }

    /// <exception cref="RefusedException">The API's own sentence.</exception>
    public Task<T> SendAsync<T>(ClaimsPrincipal user, HttpMethod method, string address, object? body, CancellationToken cancellationToken = default) =>
        SendAsync<T>(user, method, address, body is null ? null : JsonContent.Create(body), cancellationToken);

    /// <exception cref="RefusedException">The API's own sentence.</exception>
    public async Task<T> SendAsync<T>(ClaimsPrincipal user, HttpMethod method, string address, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (content is not null)
        {
            _ = content.Headers.ContentLength ?? await LengthAsync(content, cancellationToken);
        }

        request.Options.Set(ApiInProcess.Caller, user);
        using var answer = await _client.SendAsync(request, cancellationToken);
        if (method != HttpMethod.Get)
        {
            _kept.Clear(); // Whoever changed something sees it.
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw new RefusedException((int)answer.StatusCode, await SentenceAsync(answer, cancellationToken));
        }

        return answer.StatusCode == System.Net.HttpStatusCode.NoContent ? default! : (await answer.Content.ReadFromJsonAsync<T>(cancellationToken))!;
    }

    public void Dispose() => _client.Dispose();

    private static async Task<long> LengthAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(cancellationToken);
        return content.Headers.ContentLength ?? 0;
    }

    private static async Task<string> SentenceAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<Problem>(cancellationToken);
            return problem?.Detail ?? problem?.Title ?? $"The answer was {(int)answer.StatusCode}.";
        }
        catch (JsonException)
        {
            return $"The answer was {(int)answer.StatusCode}.";
        }
    }

    private sealed record Problem(string? Title, string? Detail);
}

/// <summary>The API did not do it, and says why.</summary>
internal sealed class RefusedException(int status, string sentence) : Exception(sentence)
{
    public int Status => status;
}
