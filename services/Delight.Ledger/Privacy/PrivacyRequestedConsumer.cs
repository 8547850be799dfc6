using System.Text;
using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;

namespace Delight.Ledger.Privacy;

/// <summary>Hands out or forgets what is held on a customer or a shop, in one transaction over all modules, and keeps the proof.</summary>
internal sealed class PrivacyRequestedConsumer(
    IStore store, OwedRankings owed, IEnumerable<IPersonalData> places, IFailures failures, TimeProvider time) : IConsumer<PrivacyRequested>
{
    public async Task Consume(ConsumeContext<PrivacyRequested> context)
    {
        var request = context.Message;
        var messages = await FromErrorQueuesAsync(request, context.CancellationToken);
        var again = context.CameAgain();
        await store.WriteAsync(async session =>
        {
            if (again)
            {
                await session.TakeUpAgainAsync(request.Delivery);
            }

            await WorkOffAsync(session, request, messages);
        }, context.CancellationToken);
        await store.ForgetAsync(context.CancellationToken);

        // Nameless standings, for the rules to answer anew; an earlier attempt may have committed and not published.
        foreach (var order in await owed.CausedByAsync(request.Delivery.Id, context.CancellationToken))
        {
            await context.Publish(order, c => c.MessageId = Contracts.MessageId.Of(order), context.CancellationToken);
        }
    }

    private async Task WorkOffAsync(ISession session, PrivacyRequested request, int messages)
    {
        var id = request.Delivery.Id.ToString();
        if (await session.IsRecordedAsync(id))
        {
            return;
        }

        var done = new JsonObject();
        JsonObject? answer = null;
        switch (request.Kind)
        {
            case PrivacyKind.CustomerDataRequest:
                answer = await ExportAsync(session, PersonOf(request), done);
                break;
            case PrivacyKind.CustomerRedact:
                await session.BuryAsync(PersonOf(request), request.Delivery.ReceivedAt);
                await session.ForgetAnswersAsync(request.Shop, request.CustomerId);
                await ForEachPlaceAsync(done, place => place.RedactAsync(session, PersonOf(request)));
                break;
            case PrivacyKind.ShopRedact:
                await session.ForgetAnswersAsync(request.Shop, customerId: null);
                await ForEachPlaceAsync(done, place => place.RedactShopAsync(session, request.Shop));
                break;
            default:
                await session.PauseShopAsync(request.Shop, request.Delivery.ReceivedAt);
                break;
        }

        if (messages > 0)
        {
            done["failed messages"] = messages;
        }

        await session.RecordAsync(new PrivacyRecord(id, request.Shop, request.Kind, request.Delivery.ReceivedAt, time.GetUtcNow(),
            done.ToJsonString(), answer is null ? null : request.CustomerId, answer?.ToJsonString()));
        await session.CountAsync([("", Intake.TakenFrom(request.Delivery.Receiver), 1)]);
    }

    private async Task<JsonObject> ExportAsync(ISession session, Person person, JsonObject done)
    {
        var answer = new JsonObject { ["shop"] = person.Shop, ["customerId"] = $"{person.CustomerId}" };
        foreach (var place in places)
        {
            if (await place.ExportAsync(session, person) is { } held)
            {
                done[place.Name] = held is JsonArray rows ? rows.Count : 1;
                answer[place.Name] = held;
            }
        }

        return answer;
    }

    private async Task ForEachPlaceAsync(JsonObject done, Func<IPersonalData, Task<int>> redactAsync)
    {
        foreach (var place in places)
        {
            done[place.Name] = await redactAsync(place);
        }
    }

    /// <summary>Messages that nobody could work off speak of people, too.</summary>
    private async Task<int> FromErrorQueuesAsync(PrivacyRequested request, CancellationToken cancellationToken) => request.Kind switch
    {
        PrivacyKind.CustomerRedact => await failures.DiscardAsync(m => Speaks(m, request.Shop) && PersonOf(request).IsIn(Encoding.UTF8.GetString(m.Body)), cancellationToken),
        PrivacyKind.ShopRedact => await failures.DiscardAsync(m => Speaks(m, request.Shop), cancellationToken),
        _ => 0,
    };

    private static bool Speaks(FailedMessage message, string shop) => Encoding.UTF8.GetString(message.Body).Contains(shop, StringComparison.Ordinal);

    private static Person PersonOf(PrivacyRequested request) => new(request.Shop, request.CustomerId!.Value, request.OrderIds, request.Delivery.Id);
}
