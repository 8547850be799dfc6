using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment.Pausing;

/// <summary>Answers that waited for their rule, or for a parcel that was finished just now, go back to the queue.</summary>
internal sealed class HeldAnswers(IStore store, IHandover handover, ILogger<HeldAnswers> log)
{
    private const int Page = 200;

    private const string Free = """
        select h.* from held_answers h
        where (h.waits_for_rule = 0 or not exists (select 1 from paused_rules p where p.shop = h.shop and p.rule = h.rule))
          and not exists (select 1 from parcels c where c.shop = h.shop and c.order_id = h.order_id and c.closing_until is not null)
        """;

    /// <summary>Hands over what waits for nothing any more; also what a process that died meanwhile left.</summary>
    public Task GiveBackAsync(CancellationToken cancellationToken) => GiveBackAsync(null, cancellationToken);

    /// <summary>The same, for who has done what the caller asked for already: what cannot be handed over now is given back by the run
    /// that looks every half minute.</summary>
    /// <param name="of">One order's alone.</param>
    public async Task TryGiveBackAsync(OrderKey? of, CancellationToken cancellationToken)
    {
        try
        {
            await GiveBackAsync(of, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.HeldAnswersWait(log, failure.Message);
        }
    }

    private async Task GiveBackAsync(OrderKey? of, CancellationToken cancellationToken)
    {
        var sql = $"{Free} {(of is null ? "" : "and h.shop = @Shop and h.order_id = @OrderId")} order by h.shop, h.order_id, h.rule limit @Most";
        while (await store.ReadAsync(s => s.QueryAsync<HeldAnswer>(sql, new { of?.Shop, of?.OrderId, Most = (long)Page }), cancellationToken) is { Count: > 0 } held)
        {
            foreach (var answer in held)
            {
                var message = answer.ToMessage();
                await handover.HandOverAsync(message, MessageId.Of(message), cancellationToken);
                await RemoveAsync(answer, cancellationToken);
            }
        }
    }

    /// <summary>Unless it was kept again meanwhile, since its rule was paused again or its parcel finished again.</summary>
    private Task RemoveAsync(HeldAnswer answer, CancellationToken cancellationToken) => store.WriteAsync(
        session => session.EachAsync("delete from held_answers where shop = @Shop and order_id = @OrderId and rule = @Rule and kept = @Kept", [answer]), cancellationToken);
}
