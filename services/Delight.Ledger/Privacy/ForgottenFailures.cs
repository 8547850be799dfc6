using System.Text;
using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.Platform.Failures;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Ledger.Privacy;

/// <summary>Messages that nobody could work off speak of people, too. A forgotten customer's lose the words and stay where they are,
/// since an accepted order may wait in one; a forgotten shop's go.</summary>
internal sealed class ForgottenFailures(IStore store, IFailures failures)
{
    /// <summary>Keeps to the tombstones; a request in work besides knows more than they tell.</summary>
    /// <returns>How many were changed or removed.</returns>
    public async Task<int> RedactAsync(PrivacyRequested? request, CancellationToken cancellationToken) =>
        await store.ReadAsync(session => session.AnybodyIsForgottenAsync(), cancellationToken)
            ? await failures.RedactAsync(async message => await InsteadOfAsync(message, request, cancellationToken), cancellationToken) : 0;

    public async Task<JsonNode?> ExportAsync(Person person, CancellationToken cancellationToken)
    {
        var found = new JsonArray();
        await failures.RedactAsync(message =>
        {
            if (FailedEnvelope.Read(message.Body) is { } envelope && envelope.Shop == person.Shop && Speaks(envelope, person))
            {
                found.Add((JsonNode)new JsonObject { ["queue"] = message.Queue, ["message"] = envelope.Said, ["body"] = envelope.SetAside });
            }

            return Task.FromResult<byte[]?>(message.Body);
        }, cancellationToken);
        return found.Count > 0 ? found : null;
    }

    private async Task<byte[]?> InsteadOfAsync(FailedMessage message, PrivacyRequested? request, CancellationToken cancellationToken)
    {
        if (FailedEnvelope.Read(message.Body) is not { Shop: { } shop } envelope)
        {
            // What cannot be read can never be worked off, so nothing is lost with it. It does not say when it came.
            return await SpeaksOfForgottenAsync("", DateTimeOffset.MinValue, Encoding.UTF8.GetString(message.Body), cancellationToken) ? null : message.Body;
        }

        if (await IsOfForgottenShopAsync(envelope, shop, request, cancellationToken)
            || (envelope.SetAside is { } body && await SpeaksOfForgottenAsync(shop, envelope.Delivery?.ReceivedAt ?? DateTimeOffset.MinValue, body, cancellationToken)))
        {
            if (envelope.Delivery is { } delivery)
            {
                await store.WriteAsync(session => session.DropAsync(shop, [delivery]), cancellationToken);
            }

            return null;
        }

        // A request that is still to be done needs the addresses that it came with.
        return !await IsUndoneWishAsync(envelope, cancellationToken) && await IsOlderThanItsTombstoneAsync(envelope, shop, cancellationToken) ? envelope.WithoutWords() ?? message.Body : message.Body;
    }

    private async Task<bool> IsOfForgottenShopAsync(FailedEnvelope envelope, string shop, PrivacyRequested? request, CancellationToken cancellationToken)
    {
        var forgotten = await store.ReadAsync(session => session.ShopTombstonesAsync([shop]), cancellationToken);
        return forgotten.TryGetValue(shop, out var at) && (envelope.Delivery is { } delivery ? delivery.ReceivedAt <= at
            : request is { Kind: PrivacyKind.ShopRedact } && request.Shop == shop || !await IsKnownAsync(shop, envelope.OrderId, cancellationToken));
    }

    /// <summary>What Delight itself said bears no time of arrival: after the shop came back it is known by its order.</summary>
    private async Task<bool> IsKnownAsync(string shop, long? orderId, CancellationToken cancellationToken) => (await store.ReadAsync(session => session.QueryAsync<long>(
        "select order_id from orders where shop = @Shop and order_id = @OrderId", new { Shop = shop, OrderId = orderId ?? 0 }), cancellationToken)).Count > 0;

    private Task<bool> SpeaksOfForgottenAsync(string shop, DateTimeOffset receivedAt, string text, CancellationToken cancellationToken) =>
        store.ReadAsync(session => session.SpeaksOfForgottenAsync(shop, receivedAt, text), cancellationToken);

    private async Task<bool> IsUndoneWishAsync(FailedEnvelope envelope, CancellationToken cancellationToken) => envelope is { IsWishToBeForgotten: true, Delivery.Id: var id }
        && !await store.ReadAsync(session => session.IsRecordedAsync(id.ToString()), cancellationToken);

    private async Task<bool> IsOlderThanItsTombstoneAsync(FailedEnvelope envelope, string shop, CancellationToken cancellationToken) => envelope is { CustomerId: { } customer, MadeAt: { } made }
        && (await store.ReadAsync(session => session.TombstonesAsync([(shop, customer)]), cancellationToken)).TryGetValue((shop, customer), out var at) && made <= at;

    private static bool Speaks(FailedEnvelope envelope, Person person) => (envelope.CustomerId is { } customer && person.Ids.Contains(customer))
        || (envelope.OrderId is { } order && person.SubjectIds.Contains(order)) || (envelope.SetAside is { } body && person.IsIn(body));
}
