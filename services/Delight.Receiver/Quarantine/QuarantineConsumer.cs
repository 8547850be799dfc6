using System.Text;
using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Receiver.Privacy;
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
        var isKept = await store.WriteAsync(async session =>
        {
            if (again)
            {
                await session.TakeUpAgainAsync(message.Delivery);
            }

            if (await IsOfForgottenAsync(session, message))
            {
                await session.DropAsync(message.Shop, [message.Delivery]);
                return false;
            }

            var added = await session.EachAsync<object, string>("""
                insert into quarantine (delivery_id, shop, topic, received_at, reasons, body)
                values (@DeliveryId, @Shop, @Topic, @ReceivedAt, @Reasons, @Body)
                on conflict (delivery_id) do nothing returning delivery_id
                """, [row]);
            await session.CountAsync([(message.Shop, "deliveries/quarantined", added.Count), ("", Intake.TakenFrom(message.Delivery.Receiver), added.Count)]);
            return true;
        }, context.CancellationToken);
        LargeGarbage.Add(message.Body.Length);
        if (isKept)
        {
            Log.Quarantined(log, message.Shop, message.Delivery.Topic, string.Join(' ', message.Reasons));
        }
    }

    /// <summary>A delivery that was under way when its shop or customer was forgotten does not bring anything back.</summary>
    private static async Task<bool> IsOfForgottenAsync(ISession session, DeliveryQuarantined message)
    {
        await session.ForgottenShopsAsync([message.Shop]);
        await session.LockAsync([QuarantineOfPerson.LockOf(message.Shop)]);
        return await session.AnybodyIsForgottenAsync() && await session.SpeaksOfForgottenAsync(message.Shop, message.Delivery.ReceivedAt, Encoding.UTF8.GetString(message.Body));
    }
}
