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
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.5);
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly HttpClient _client = new(api, disposeHandler: false) { BaseAddress = new Uri("http://delight/api/v1/") };

    /// <exception cref="RefusedException">The API's own sentence.</exception>
    public ValueTask<T> GetAsync<T>(ClaimsPrincipal user, string address, CancellationToken cancellationToken = default)
    {
        var rights = user.FindAll(c => c.Type is Caller.ScopeClaim or Caller.ShopClaim).Select(c => $"{c.Type}={c.Value}").Order(StringComparer.Ordinal);
        var key = string.Join('\n', rights.Append(typeof(T).FullName).Append(address));
        var mine = new Kept(new Lazy<Task>(() => Task.Run(() => SendAsync<T>(user, HttpMethod.Get, address, null, CancellationToken.None)))); // Not given up by one who leaves.
        var kept = _kept.GetOrAdd(key, mine);
        if (ReferenceEquals(kept, mine))
        {
            _ = ForgetAsync(key, mine);
        }

        var answer = (Task<T>)kept.Answer.Value;
        return new ValueTask<T>(answer.IsCompleted ? answer : answer.WaitAsync(cancellationToken));
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

    /// <summary>A moment after it was asked, or when it is there if that takes longer: customers' words do not lie about in memory, and a refusal
    /// is not kept.</summary>
    private async Task ForgetAsync(string key, Kept kept)
    {
        var moment = Task.Delay(Moment, time);
        await kept.Answer.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (kept.Answer.Value.IsCompletedSuccessfully)
        {
            await moment.ConfigureAwait(false);
        }

        _kept.TryRemove(KeyValuePair.Create(key, kept));
    }

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

    /// <summary>Asked by whoever comes first, while others wait for the same.</summary>
    private sealed class Kept(Lazy<Task> answer)
    {
        public Lazy<Task> Answer => answer;
    }

    private sealed record Problem(string? Title, string? Detail);
}

/// <summary>The API did not do it, and says why.</summary>
internal sealed class RefusedException(int status, string sentence) : Exception(sentence)
{
    public int Status => status;
}
