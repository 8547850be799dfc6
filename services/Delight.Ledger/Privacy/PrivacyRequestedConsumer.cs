using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;

namespace Delight.Ledger.Privacy;

/// <summary>Hands out or forgets what is held on a customer or a shop, in one transaction over all modules, and keeps the proof.</summary>
internal sealed class PrivacyRequestedConsumer(
    IStore store, OwedRankings owed, IEnumerable<IPersonalData> places, ForgottenFailures failures, TimeProvider time) : IConsumer<PrivacyRequested>
{
    public async Task Consume(ConsumeContext<PrivacyRequested> context)
    {
        var (request, cancellationToken) = (context.Message, context.CancellationToken);
        await store.WriteAsync(session => BuryAsync(session, request), cancellationToken); // From here on nothing older brings anything back.
        var done = new JsonObject();
        var failed = await FailedAsync(request, done, cancellationToken);
        var again = context.CameAgain();
        await store.WriteAsync(async session =>
        {
            if (again)
            {
                await session.TakeUpAgainAsync(request.Delivery);
            }

            await WorkOffAsync(session, request, done, failed);
        }, cancellationToken);
        await store.ForgetAsync(cancellationToken);

        // Nameless standings, for the rules to answer anew; an earlier attempt may have committed and not published.
        foreach (var order in await owed.CausedByAsync(request.Delivery.Id, cancellationToken))
        {
            await context.Publish(order, c => c.MessageId = Contracts.MessageId.Of(order), cancellationToken);
        }
    }

    private static async Task BuryAsync(ISession session, PrivacyRequested request)
    {
        switch (request.Kind)
        {
            case PrivacyKind.CustomerRedact:
                await session.BuryAsync(await HoldAsync(session, request), request.Delivery.ReceivedAt);
                break;
            case PrivacyKind.ShopRedact:
                await session.BuryShopAsync(request.Shop, request.Delivery.ReceivedAt);
                await session.EachAsync<object>(DropTold, [new { request.Shop, Seen = StoryKeys.SeenPrefix }]);
                await session.EachAsync<object>(DropMerges, [new { request.Shop }]);
                await session.ForgetGivenUpAsync(request.Shop);
                break;
        }
    }

    // What the stories tell was counted as taken; the stories go.
    private const string DropTold = """
        insert into dropped (shop, received_at, delivery_id)
        select shop, at, substr(key, length(@Seen) + 1) from story where shop = @Shop and substr(key, 1, length(@Seen)) = @Seen
        on conflict (delivery_id) do nothing
        """;

    // So were those that told of merged customers.
    private const string DropMerges = """
        insert into dropped (shop, received_at, delivery_id)
        select shop, at, delivery_id from customer_merges where shop = @Shop
        on conflict (delivery_id) do nothing
        """;

    /// <summary>Whom the request means; nobody is merged with them while the transaction lasts.</summary>
    private static async Task<Person> HoldAsync(ISession session, PrivacyRequested request)
    {
        await session.HoldShopAsync(request.Shop);
        return await session.WholeAsync(request.ToPerson());
    }

    /// <summary>Failed messages are not in the store alone, so they are no part of the transaction; to go over them twice does no harm.</summary>
    /// <returns>The export of them, for a data request.</returns>
    private async Task<JsonNode?> FailedAsync(PrivacyRequested request, JsonObject done, CancellationToken cancellationToken)
    {
        if (request.Kind == PrivacyKind.CustomerDataRequest)
        {
            return await failures.ExportAsync(await store.ReadAsync(session => session.WholeAsync(request.ToPerson()), cancellationToken), cancellationToken);
        }

        if (request.Kind is PrivacyKind.CustomerRedact or PrivacyKind.ShopRedact && await failures.RedactAsync(request, cancellationToken) is > 0 and var messages)
        {
            done[FailedMessages] = messages;
        }

        return null;
    }

    private const string FailedMessages = "failed messages";

    private async Task WorkOffAsync(ISession session, PrivacyRequested request, JsonObject done, JsonNode? failed)
    {
        var id = request.Delivery.Id.ToString();
        if (await session.IsRecordedAsync(id))
        {
            return;
        }

        JsonObject? answer = null;
        await BuryAsync(session, request); // Holds whoever is entering something meanwhile.
        switch (request.Kind)
        {
            case PrivacyKind.CustomerDataRequest:
                answer = await ExportAsync(session, await HoldAsync(session, request), done, failed);
                break;
            case PrivacyKind.CustomerRedact:
                var person = await HoldAsync(session, request);
                foreach (var customer in person.Ids)
                {
                    await session.ForgetAnswersAsync(request.Shop, customer);
                }

                await ForEachPlaceAsync(done, place => place.RedactAsync(session, person));
                break;
            case PrivacyKind.ShopRedact:
                await session.ForgetAnswersAsync(request.Shop, customerId: null);
                await ForEachPlaceAsync(done, place => place.RedactShopAsync(session, request.Shop));
                break;
            default:
                await session.PauseShopAsync(request.Shop, request.Delivery.ReceivedAt);
                break;
        }

        await session.RecordAsync(new PrivacyRecord(id, request.Shop, request.Kind, request.Delivery.ReceivedAt, time.GetUtcNow(),
            done.ToJsonString(), answer is null ? null : request.CustomerId, answer?.ToJsonString()));
        await session.CountAsync([("", Intake.TakenFrom(request.Delivery.Receiver), 1)]);
    }

    private async Task<JsonObject> ExportAsync(ISession session, Person person, JsonObject done, JsonNode? failed)
    {
        var answer = new JsonObject { ["shop"] = person.Shop, ["customerId"] = $"{person.CustomerId}" };
        if (person.MergedIds.Count > 0)
        {
            answer["mergedCustomerIds"] = new JsonArray([.. person.MergedIds.Select(id => (JsonNode)$"{id}")]);
        }

        foreach (var place in places)
        {
            Add(place.Name, await place.ExportAsync(session, person));
        }

        Add(FailedMessages, failed);
        return answer;

        void Add(string name, JsonNode? held)
        {
            if (held is not null)
            {
                done[name] = held is JsonArray rows ? rows.Count : 1;
                answer[name] = held;
            }
        }
    }

    private async Task ForEachPlaceAsync(JsonObject done, Func<IPersonalData, Task<int>> redactAsync)
    {
        foreach (var place in places)
        {
            done[place.Name] = await redactAsync(place);
        }
    }
}

internal static class Requests
{
    public static Person ToPerson(this PrivacyRequested request) => new(request.Shop, request.CustomerId!.Value, request.OrderIds, request.Delivery.Id)
    {
        Email = request.CustomerEmail, Phone = request.CustomerPhone,
    };
}
