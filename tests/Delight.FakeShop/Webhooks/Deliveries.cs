using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>Brings the shop's events to whoever subscribed, as documented: signed, 5 seconds for an answer, 8 retries within
/// 4 hours, and then the subscription is deleted. In no particular order.</summary>
public sealed class Deliveries : IAsyncDisposable
{
    private const int Retries = 8;
    private const int AtOnce = 16;
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(1);

    private readonly FakeShopOptions options;
    private readonly ConcurrentQueue<Delivery> all = [];
    private readonly ConcurrentDictionary<Delivery, Task> underWay = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<long, Subscription> subscriptions = [];
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly CancellationTokenSource closing = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = ToConnect }) { Timeout = Timeout.InfiniteTimeSpan };

    internal Deliveries(FakeShopOptions options) => this.options = options;

    /// <summary>Every webhook so far, also those that were withheld.</summary>
    public IReadOnlyList<Delivery> All => [.. all];
    public IEnumerable<Delivery> Withheld => all.Where(delivery => delivery.State is DeliveryState.Withheld);

    /// <summary>The subscriptions that still stand.</summary>
    public IReadOnlyList<Subscription> Subscriptions => [.. subscriptions.Values.OrderBy(s => s.Id)];

    /// <summary>Waits until nothing is under way any more.</summary>
    public async Task SettleAsync(CancellationToken ct = default)
    {
        while (!underWay.IsEmpty)
            await Task.WhenAll(underWay.Values).WaitAsync(ct);
    }

    /// <summary>As when the platform deletes one, or a person does.</summary>
    public bool Delete(long subscription) => subscriptions.TryRemove(subscription, out _);

    public void Keep(Subscription subscription) => subscriptions[subscription.Id] = subscription;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAll(underWay.Values);
        client.Dispose();
        places.Dispose();
        closing.Dispose();
    }

    internal Subscription? Find(long id) => subscriptions.GetValueOrDefault(id);

    internal void Tell(ShopEvent happened)
    {
        var name = Subscription.NameOf(happened.Topic);
        foreach (var subscription in Subscriptions.Where(s => s.Topic == name))
        {
            var delivery = new Delivery(happened.Topic, happened.About, subscription.Uri, options.Time.GetUtcNow());
            all.Enqueue(delivery);
            if (IsWithheld(happened))
                delivery.State = DeliveryState.Withheld;
            else
                Send(delivery, subscription, happened);
        }
    }

    private void Send(Delivery delivery, Subscription subscription, ShopEvent happened)
    {
        // Begun only when it is known, so that its end can take it out again.
        var task = new Task<Task>(() => DeliverAsync(delivery, subscription, happened), closing.Token);
        underWay[delivery] = task.Unwrap();
        task.Start(TaskScheduler.Default);
    }

    private async Task DeliverAsync(Delivery delivery, Subscription subscription, ShopEvent happened)
    {
        try
        {
            var envelope = new WebhookEnvelope(new(happened.Topic, happened.Body), new Uri(subscription.Uri), options.Domain, options.WebhookSecret, delivery.At)
            {
                ApiVersion = options.WebhookApiVersion, EventId = happened.EventId,
            };
            for (var retry = 0; ; retry++)
            {
                if (await PostAsync(delivery, envelope, closing.Token))
                {
                    delivery.State = DeliveryState.Delivered;
                    return;
                }

                if (retry == Retries || !subscriptions.ContainsKey(subscription.Id))
                    break;
                // Each pause is twice the one before, and all of them together are the time that is documented.
                await Task.Delay(options.RetriesWithin * (Math.Pow(2, retry) / (Math.Pow(2, Retries) - 1)), options.Time, closing.Token);
            }

            delivery.State = DeliveryState.GivenUp;
            Delete(subscription.Id);
        }
        catch (OperationCanceledException)
        {
            delivery.State = DeliveryState.GivenUp;
        }
        finally
        {
            underWay.TryRemove(delivery, out _);
        }
    }

    private async Task<bool> PostAsync(Delivery delivery, WebhookEnvelope envelope, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            using var patience = new CancellationTokenSource(options.WebhookTimeout, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
            using var request = envelope.Request();
            using var answer = await client.SendAsync(request, either.Token);
            delivery.Tried(((int)answer.StatusCode).ToString());
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException unreachable)
        {
            delivery.Tried(unreachable.HttpRequestError.ToString());
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            delivery.Tried("no answer in time");
            return false;
        }
        finally
        {
            places.Release();
        }
    }

    // The same seed withholds the same topics of the same orders, in whatever order things happen.
    private bool IsWithheld(ShopEvent happened)
    {
        if (options.WithheldShare <= 0)
            return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.WithheldSeed}/{happened.Topic}/{happened.About}"));
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue < options.WithheldShare;
    }
}
