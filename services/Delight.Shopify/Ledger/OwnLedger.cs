using System.Globalization;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Delight.Platform.Access;

namespace Delight.Shopify.Ledger;

/// <summary>The ledger of this installation, by the API of this process.</summary>
internal sealed class OwnLedger(ApiInProcess api) : IDisposable
{
    /// <summary>How the records of what was done name the shop's side.</summary>
    private const string Name = "shopify";

    private static readonly ClaimsPrincipal Itself = new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, Name), new(Caller.ScopeClaim, Scope.Read), new(Caller.ScopeClaim, Scope.Operate)], Name));

    private readonly HttpClient _client = new(api, disposeHandler: false) { BaseAddress = new Uri("http://delight/api/v1/"), Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Of orders that the shop changed last at the given times, and whose they are there.</summary>
    /// <exception cref="LedgerRefusedException"/>
    public async Task<Difference> CompareAsync(string shop, IEnumerable<(long Id, DateTimeOffset UpdatedAt, long? CustomerId)> orders, CancellationToken cancellationToken)
    {
        var answer = await AskAsync<Compared>(HttpMethod.Post, $"orders/{shop}/compare", new { orders = orders.Select(o => new { id = o.Id, updatedAt = o.UpdatedAt, customerId = o.CustomerId }) }, cancellationToken);
        return new Difference(answer!.Unknown.Concat(answer.Older).Select(Id).ToHashSet(), (answer.OtherCustomer ?? []).DistinctBy(o => o.Id).ToDictionary(o => Id(o.Id), o => Id(o.CustomerId)));

        static long Id(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <returns>Nothing when it is not known.</returns>
    /// <exception cref="LedgerRefusedException"/>
    public Task<Standing?> StandingAsync(string shop, long orderId, CancellationToken cancellationToken) =>
        AskAsync<Standing>(HttpMethod.Get, FormattableString.Invariant($"orders/{shop}/{orderId}/facts"), null, cancellationToken);

    /// <summary>The first thousand of a customer's orders in the order of their row, whether they count or not.</summary>
    /// <exception cref="LedgerRefusedException"/>
    public async Task<IReadOnlyList<Standing>> OrdersOfAsync(string shop, string customerId, CancellationToken cancellationToken) =>
        (await AskAsync<Standings>(HttpMethod.Get, $"customers/{shop}/{customerId}/orders?limit=1000", null, cancellationToken))?.Orders ?? [];

    /// <returns>How many orders of the file the ledger has taken in.</returns>
    /// <exception cref="LedgerRefusedException"/>
    public async Task<long> PositionAsync(string shop, string file, CancellationToken cancellationToken) =>
        (await AskAsync<HistoryState>(HttpMethod.Get, $"history/{shop}?file={file}", null, cancellationToken))!.Position;

    /// <returns>How many orders wait to be put into their customers' rows.</returns>
    /// <exception cref="LedgerRefusedException"/>
    public async Task<long> ImportingAsync(string shop, CancellationToken cancellationToken) =>
        (await AskAsync<HistoryState>(HttpMethod.Get, $"history/{shop}", null, cancellationToken))!.Importing;

    /// <returns>How many of them were new.</returns>
    /// <exception cref="LedgerRefusedException"/>
    public async Task<int> EnterAsync(string shop, string file, long from, IReadOnlyList<HistoricOrder> orders, CancellationToken cancellationToken) =>
        (await AskAsync<Entered>(HttpMethod.Post, $"history/{shop}", new { file, from, orders }, cancellationToken))!.Added;

    /// <summary>Puts the orders of some customers into their rows.</summary>
    /// <returns>How many orders, and what to go on with; nothing when all are done.</returns>
    /// <exception cref="LedgerRefusedException"/>
    public async Task<(long Orders, string? Next)> RankAsync(string shop, string after, CancellationToken cancellationToken)
    {
        var answer = await AskAsync<Ranked>(HttpMethod.Post, $"history/{shop}/rank?after={after}", new { }, cancellationToken);
        return (answer!.Orders, answer.Next);
    }

    public void Dispose() => _client.Dispose();

    private async Task<T?> AskAsync<T>(HttpMethod method, string address, object? body, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken); // Nobody in between works out its length.
            _ = request.Content.Headers.ContentLength;
        }

        request.Options.Set(ApiInProcess.Caller, Itself);
        using var answer = await _client.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<T>(cancellationToken)
            : answer.StatusCode == System.Net.HttpStatusCode.NotFound && method == HttpMethod.Get && address.EndsWith("/facts", StringComparison.Ordinal) ? null
            : throw new LedgerRefusedException((int)answer.StatusCode, await SentenceAsync(answer, cancellationToken));
    }

    private static async Task<string> SentenceAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return (await answer.Content.ReadFromJsonAsync<Problem>(cancellationToken))?.Detail ?? $"The ledger answered {(int)answer.StatusCode}.";
        }
        catch (JsonException)
        {
            return $"The ledger answered {(int)answer.StatusCode}.";
        }
    }

    /// <param name="OtherCustomer">Absent from a ledger of before.</param>
    private sealed record Compared(IReadOnlyList<string> Unknown, IReadOnlyList<string> Older, IReadOnlyList<OfAnother>? OtherCustomer = null);

    private sealed record OfAnother(string Id, string CustomerId);

    private sealed record Standings(IReadOnlyList<Standing> Orders);

    private sealed record HistoryState(long Position, long Importing);

    private sealed record Entered(int Added);

    private sealed record Ranked(long Orders, string? Next);

    private sealed record Problem(string? Detail);
}

/// <summary>In what the ledger is not as the shop.</summary>
/// <param name="Missed">The ids of orders that never came, or changed since.</param>
/// <param name="Of">Whose the orders are here that are another's there.</param>
internal sealed record Difference(IReadOnlySet<long> Missed, IReadOnlyDictionary<long, long> Of)
{
    public static Difference None { get; } = new(new HashSet<long>(), new Dictionary<long, long>());
}

/// <summary>An order's place in its customer's row.</summary>
/// <param name="Ordinal">Absent when it does not count.</param>
/// <param name="Imported">From before Delight.</param>
internal sealed record Standing(string OrderId, string OrderName, string? CustomerId, DateTimeOffset CreatedAt, long? Ordinal, bool Counts, bool Imported);

/// <summary>As the ledger takes in orders from before Delight.</summary>
internal sealed record HistoricOrder
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public long? CustomerId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public string? FinancialStatus { get; init; }
    public bool Test { get; init; }
    public bool RequiresShipping { get; init; }

    /// <summary>In whole units of the currency.</summary>
    public required decimal Total { get; init; }
    public required string Currency { get; init; }
}

/// <summary>The ledger did not do it; the message says why.</summary>
internal sealed class LedgerRefusedException(int status, string sentence) : Exception(sentence)
{
    /// <summary>Its store was away, or another process was quicker.</summary>
    public bool MayPass => status is 409 or 429 or >= 500;
}
