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

    /// <param name="orders">So many the platform wrote into it.</param>
    /// <exception cref="FileExpiredException">Its time is over; the platform makes another.</exception>
    /// <exception cref="FileBrokeOffException">It may be read again from the beginning.</exception>
    /// <returns>The order of each line; nothing for a line that is none.</returns>
    public async IAsyncEnumerable<HistoricOrderFacts?> ReadAsync(string url, long orders, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var answer = await TryAsync(() => _http.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, either.Token), 0, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            throw new FileExpiredException();
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw new FileBrokeOffException(0, $"it answered {(int)answer.StatusCode}");
        }

        await using var lines = new FileLines(await answer.Content.ReadAsStreamAsync(either.Token));
        var number = 1L;
        for (; await TryAsync(() => lines.NextAsync(either.Token), number, cancellationToken) is { } line; number++)
        {
            if (number % LinesBetweenLooks == 1)
            {
                patience.CancelAfter(Silence);
            }

            if (!line.IsWhole && !IsJson(line.Text))
            {
                throw new FileBrokeOffException(number, $"it ends within line {number}");
            }

            if (line.Text is not "")
            {
                yield return line.Text is null ? null : HistoryInBulk.Read(line.Text);
            }
        }

        if (number <= orders)
        {
            throw new FileBrokeOffException(number, $"it has {number - 1} lines for {orders} orders");
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsJson(string? line)
    {
        try
        {
            using var json = JsonDocument.Parse(line ?? "");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <param name="line">Which one is read, from 1.</param>
    private static async Task<T> TryAsync<T>(Func<Task<T>> read, long line, CancellationToken cancellationToken)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new FileBrokeOffException(line, failure.Message.TrimEnd('.'));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FileBrokeOffException(line, $"nothing came for {Silence.TotalSeconds:0} s");
        }
    }
}

/// <summary>No more of the file came.</summary>
/// <param name="line">Where it ended, from 1; 0 when nothing came at all.</param>
internal sealed class FileBrokeOffException(long line, string why)
    : ShopFailedException(new Failure(FailureKind.NotReached, $"The file of the export cannot be read to its end: {why}."))
{
    public long Line => line;
}

/// <summary>The platform keeps the file of an export for some days.</summary>
internal sealed class FileExpiredException : Exception;
