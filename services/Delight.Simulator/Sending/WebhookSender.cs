using System.Net;

namespace Delight.Simulator;

/// <summary>Posts deliveries as the platform does: signed, each until it is answered 2xx.</summary>
/// <param name="client">Its handler should not follow redirects: to the platform they are failures.</param>
/// <param name="endpoint">Where the receiver takes webhooks.</param>
/// <param name="shopDomain">The shop's permanent domain.</param>
/// <param name="secret">The shop's webhook secret.</param>
/// <param name="time">Stamps the deliveries and measures pauses and time-outs.</param>
public sealed class WebhookSender(HttpClient client, Uri endpoint, string shopDomain, string secret, TimeProvider time)
{
    /// <summary>The platform waits 5 seconds for an answer.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc cref="SendAsync(IAsyncEnumerable{ShopDelivery}, int, IProgress{SendProgress}?, CancellationToken)"/>
    public Task<SendReport> SendAsync(
        IEnumerable<ShopDelivery> deliveries, int connections, IProgress<SendProgress>? progress, CancellationToken ct) =>
        SendAsync(deliveries.ToAsyncEnumerable(), connections, progress, ct);

    /// <summary>Sends all deliveries, as many at once as there are connections; no more are taken than are under way.
    /// With one connection they arrive strictly in order. What is not answered 2xx within 5 seconds, or meets a refused
    /// or broken connection, is sent again after a pause that grows from 50 ms to 2 s.</summary>
    /// <param name="deliveries">Read once, as needed.</param>
    /// <param name="connections">At least 1.</param>
    /// <param name="progress">Told ten times a second, and at the end.</param>
    /// <param name="ct">Ends the run.</param>
    /// <exception cref="ShopRefusedException">The receiver answered 401 or 413.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<SendReport> SendAsync(
        IAsyncEnumerable<ShopDelivery> deliveries, int connections, IProgress<SendProgress>? progress, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(connections, 1);
        var tally = new SendTally(time);
        var options = new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = ct };
        await using (time.CreateTimer(_ => progress?.Report(tally.Progress()), state: null, ProgressEvery, ProgressEvery))
            await Parallel.ForEachAsync(deliveries, options, (delivery, stop) => DeliverAsync(delivery, tally, stop));

        progress?.Report(tally.Progress());
        return tally.Report();
    }

    private async ValueTask DeliverAsync(ShopDelivery delivery, SendTally tally, CancellationToken ct)
    {
        var envelope = new WebhookEnvelope(delivery, endpoint, shopDomain, secret, time.GetUtcNow());
        tally.Sent();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var began = time.GetTimestamp();
            var failure = await PostAsync(envelope, delivery, ct);
            if (failure is null)
            {
                tally.Answered(time.GetElapsedTime(began));
                return;
            }

            tally.Failed(failure);
            await Task.Delay(pause, time, ct);
            tally.Retried();
        }
    }

    /// <summary>Why the post failed; absent when it was answered 2xx.</summary>
    private async Task<string?> PostAsync(WebhookEnvelope envelope, ShopDelivery delivery, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        using var request = envelope.Request();
        try
        {
            using var answer = await client.SendAsync(request, either.Token);
            return answer.StatusCode switch
            {
                _ when answer.IsSuccessStatusCode => null,
                HttpStatusCode.Unauthorized => throw Unauthorized(),
                HttpStatusCode.RequestEntityTooLarge => throw TooLarge(delivery),
                var status => $"{endpoint} answered {(int)status}",
            };
        }
        catch (HttpRequestException unreachable)
        {
            return $"{endpoint} cannot be reached: {unreachable.Message}";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"{endpoint} did not answer in time";
        }
    }

    private ShopRefusedException Unauthorized() => new(
        $"{endpoint} answered 401: it does not know the shop {shopDomain}, or not the secret its webhooks are signed with. " +
        "Use the domain and one of the secrets in the receiver's settings (Delight__Shops__0__Domain and Delight__Shops__0__WebhookSecrets__0).");

    private ShopRefusedException TooLarge(ShopDelivery delivery) => new(
        $"{endpoint} answered 413: a delivery of {delivery.Topic} with {delivery.Body.Length} bytes is more than it takes. " +
        "Split the order into smaller ones, or raise the limit for bodies there or in the proxy before it.");
}
