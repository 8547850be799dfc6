using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Rounds;

namespace Delight.Shopify.Backfilling;

/// <summary>Reads the file of an export line by line as it comes over the network. It lies elsewhere than the Admin API, and no token goes there.</summary>
internal sealed class BulkFile(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private const int LinesBetweenLooks = 500;
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
    private readonly HttpClient _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    public BulkFile(TimeProvider time)
        : this(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) }, time)
    {
    }

    /// <exception cref="FileExpiredException">Its time is over; the platform makes another.</exception>
    /// <exception cref="ShopFailedException">It broke off; it may be read again from the beginning.</exception>
    public async IAsyncEnumerable<HistoricOrderFacts> ReadAsync(string url, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var answer = await TryAsync(() => _http.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, either.Token), cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            throw new FileExpiredException();
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw Broken($"it answered {(int)answer.StatusCode}");
        }

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(either.Token));
        for (var line = 0L; await TryAsync(() => lines.ReadLineAsync(either.Token).AsTask(), cancellationToken) is { } text; line++)
        {
            if (line % LinesBetweenLooks == 0)
            {
                patience.CancelAfter(Silence);
            }

            if (text.Length > 0 && Parse(text) is { } order)
            {
                yield return order;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static HistoricOrderFacts? Parse(string line)
    {
        try
        {
            return HistoryInBulk.Read(line);
        }
        catch (JsonException)
        {
            throw Broken("a line of it is no order");
        }
    }

    private static async Task<T> TryAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Broken(failure.Message.TrimEnd('.'));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken($"nothing came for {Silence.TotalSeconds:0} s");
        }
    }

    private static ShopFailedException Broken(string why) => new(new Failure(FailureKind.NotReached, $"The file of the export cannot be read to its end: {why}."));
}

/// <summary>The platform keeps the file of an export for some days.</summary>
internal sealed class FileExpiredException : Exception;
