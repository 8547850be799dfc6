using Delight.Contracts;
using Delight.Platform.Work;
using Delight.Receiver.Keeping;
using Delight.Receiver.Payload;
using Microsoft.Extensions.Primitives;

namespace Delight.Receiver;

/// <summary>Gives a shop's delivery to be kept, as what its topic says that it is.</summary>
internal sealed class DeliverySorter(OrderReader reader, Keeper keeper, IntakeCounts counts, TimeProvider time)
{
    /// <summary>Written as the platform writes it; several that differ stand behind each other, with commas.</summary>
    public static string TopicOf(StringValues given) => given is [{ } usual] && OrderTopics.CarryAnOrder(usual) ? usual
        : string.Join(',', given.SelectMany(v => (v ?? "").Split(',')).Select(t => t.Trim().ToLowerInvariant()).Distinct()) is { Length: > 0 } topics ? topics
        : given.ToString().Trim();

    /// <summary>Has read the body when it returns.</summary>
    /// <returns>Whether it is kept.</returns>
    public Task<bool> TakeAsync(string shop, string topic, ReadOnlySpan<byte> body)
    {
        var delivery = new Delivery
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Topic = topic,
            ReceivedAt = time.GetUtcNow(),
            Receiver = counts.Receiver,
        };
        if (topic != TestDelivery.Topic)
        {
            counts.Signatures.Fits(shop, delivery.ReceivedAt);
        }

        if (PrivacyPayload.Carries(topic))
        {
            var (request, faults) = PrivacyPayload.Read(shop, delivery, body);
            return request is not null ? keeper.KeepAsync(request, delivery.Id) : SetAsideAsync(shop, delivery, body, faults);
        }

        if (MergePayload.Carries(topic))
        {
            return TakeMergeAsync(shop, delivery, body);
        }

        if (topic.Contains(',', StringComparison.Ordinal) && topic.Split(',').Any(t => OrderTopics.CarryAnOrder(t) || PrivacyPayload.Carries(t) || MergePayload.Carries(t)))
        {
            return SetAsideAsync(shop, delivery, body, [$"The header X-Shopify-Topic names several topics: {topic}."]);
        }

        if (topic.Length > 0 && !OrderTopics.CarryAnOrder(topic))
        {
            counts.CountIgnored();
            return Task.FromResult(true);
        }

        var (order, reasons) = reader.Read(shop, delivery, body);
        return order is not null ? keeper.KeepAsync(order, delivery.Id) : SetAsideAsync(shop, delivery, body, reasons);
    }

    private Task<bool> TakeMergeAsync(string shop, Delivery delivery, ReadOnlySpan<byte> body)
    {
        var (merge, reasons) = MergePayload.Read(shop, delivery, body);
        if (merge is null && reasons.Count == 0)
        {
            counts.CountIgnored(); // The platform tried and merged nobody.
            return Task.FromResult(true);
        }

        return merge is not null ? keeper.KeepAsync(merge, delivery.Id) : SetAsideAsync(shop, delivery, body, reasons);
    }

    private Task<bool> SetAsideAsync(string shop, Delivery delivery, ReadOnlySpan<byte> body, IReadOnlyList<string> reasons) =>
        SetAsideAsync(new DeliveryQuarantined { Shop = shop, Delivery = delivery, Reasons = reasons, Body = body.ToArray() });

    private async Task<bool> SetAsideAsync(DeliveryQuarantined delivery)
    {
        var isKept = await keeper.KeepAsync(delivery, delivery.Delivery.Id);
        LargeGarbage.Add(delivery.Body.Length);
        return isKept;
    }
}
