using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Delight.Receiver.Quarantine;

/// <summary>Keeps what could not be understood until somebody looks at it.</summary>
internal sealed class QuarantineConsumer(IStore store, ILogger<QuarantineConsumer> log) : IConsumer<DeliveryQuarantined>
{
    public async Task Consume(ConsumeContext<DeliveryQuarantined> context)
    {
        var message = context.Message;
        var row = new
        {
            DeliveryId = message.Delivery.Id.ToString(),
            message.Shop,
            message.Delivery.Topic,
            ReceivedAt = message.Delivery.ReceivedAt.ToStore(),
            Reasons = string.Join('\n', message.Reasons),
            message.Body,
        };
        var again = context.CameAgain();
        await store.WriteAsync(async session =>
        {
            if (again)
            {
                await session.TakeUpAgainAsync(message.Delivery);
            }

            var added = await session.EachAsync<object, string>("""
                insert into quarantine (delivery_id, shop, topic, received_at, reasons, body)
                values (@DeliveryId, @Shop, @Topic, @ReceivedAt, @Reasons, @Body)
                on conflict (delivery_id) do nothing returning delivery_id
                """, [row]);
            await session.CountAsync([(message.Shop, "deliveries/quarantined", added.Count), ("", Intake.TakenFrom(message.Delivery.Receiver), added.Count)]);
        }, context.CancellationToken);
        Log.Quarantined(log, message.Shop, message.Delivery.Topic, string.Join(' ', message.Reasons));
    }
}
