using System.Text.Json;
using Delight.Contracts;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit.Serialization;

namespace Delight.Platform.Failures;

/// <summary>Keeps what is pending true when somebody gives failed messages back or discards them.</summary>
internal static class Reckoning
{
    /// <summary>Before they are given back: they are waited for again.</summary>
    public static Task GiveBackAsync(IStore store, IEnumerable<FailedMessage> messages, CancellationToken cancellationToken) =>
        ForEachAsync(store, messages, (s, delivery) => s.TakeUpAgainAsync(delivery), (s, owed) => s.ResumeAsync([owed]), cancellationToken);

    /// <summary>Before they are removed: nobody waits for them any more.</summary>
    public static Task DiscardAsync(IStore store, IEnumerable<FailedMessage> messages, CancellationToken cancellationToken) =>
        ForEachAsync(store, messages, (s, delivery) => s.GiveUpAsync(delivery, isTaken: false), (s, owed) => s.GiveUpAsync([owed]), cancellationToken);

    private static async Task ForEachAsync(
        IStore store, IEnumerable<FailedMessage> messages, Func<ISession, Delivery, Task> onDelivery, Func<ISession, WorkItem, Task> onOwed, CancellationToken cancellationToken)
    {
        foreach (var (delivery, owed) in messages.Select(WaitedFor))
        {
            if (delivery is not null)
            {
                await store.WriteAsync(s => onDelivery(s, delivery), cancellationToken);
            }
            else if (owed is not null)
            {
                await store.WriteAsync(s => onOwed(s, owed), cancellationToken);
            }
        }
    }

    /// <returns>What is pending for it: a delivery on its way, or an answer that a rule owes.</returns>
    private static (Delivery? Delivery, WorkItem? Owed) WaitedFor(FailedMessage failed)
    {
        try
        {
            using var envelope = JsonDocument.Parse(failed.Body);
            if (envelope.RootElement.ValueKind != JsonValueKind.Object || !envelope.RootElement.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            if (!Queues.IsRules(failed.Queue))
            {
                return (message.TryGetProperty("delivery", out var delivery) ? delivery.Deserialize<Delivery>(SystemTextJsonMessageSerializer.Options) : null, null);
            }

            var order = message.Deserialize<OrderRanked>(SystemTextJsonMessageSerializer.Options)!;
            return (null, new WorkItem { Shop = order.Shop, SubjectId = order.OrderId, Worker = failed.Queue, Version = order.Version, Cause = "" });
        }
        catch (JsonException)
        {
            return default; // Nobody can read it, and nobody waits for it.
        }
    }
}
