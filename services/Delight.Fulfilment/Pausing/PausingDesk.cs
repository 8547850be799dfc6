using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment.Pausing;

/// <summary>Pauses rules and lets them go on.</summary>
internal sealed class PausingDesk(IStore store, IHandover handover, Topology topology, TimeProvider time, ILogger<PausingDesk> log)
{
    private const int Page = 200;

    public IReadOnlyList<string> Rules => [.. topology.Queues.Where(Queues.IsRules).Select(Queues.RuleOf).Order(StringComparer.Ordinal)];

    /// <summary>Once it returns, no answer of the rule is entered in that shop. Paused again, it is paused in the other way.</summary>
    public Task PauseAsync(string shop, string rule, string orders, string who, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await session.HoldShopAloneAsync(shop);
        await session.EachAsync("""
            insert into paused_rules (shop, rule, orders, since, who) values (@Shop, @Rule, @Orders, @Since, @Who)
            on conflict (shop, rule) do update set orders = excluded.orders, since = excluded.since, who = excluded.who
            """, [new PausedRule { Shop = shop, Rule = rule, Orders = orders, Since = time.GetUtcNow().ToStore(), Who = who }]);
    }, cancellationToken);

    /// <summary>What waited is owed again from here on, and given back to the queue.</summary>
    /// <returns>How many answers waited; nothing when the rule was not paused.</returns>
    public async Task<int?> ResumeAsync(string shop, string rule, CancellationToken cancellationToken)
    {
        var waited = await store.WriteAsync(async session =>
        {
            await session.HoldShopAloneAsync(shop);
            if ((await session.QueryAsync<string>("delete from paused_rules where shop = @Shop and rule = @Rule returning rule", new { Shop = shop, Rule = rule })).Count == 0)
            {
                return (int?)null;
            }

            var held = await session.QueryAsync<HeldAnswer>("select shop, order_id, rule, version from held_answers where shop = @Shop and rule = @Rule", new { Shop = shop, Rule = rule });
            await session.OweAsync([.. held.Select(h => new WorkItem { Shop = h.Shop, SubjectId = h.OrderId, Worker = Queues.OfRule(h.Rule), Version = h.Version, Cause = "" })]);
            return held.Count;
        }, cancellationToken);
        try
        {
            await GiveBackAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.HeldAnswersWait(log, failure.Message); // The rule goes on; the rest is given back by the run that looks every half minute.
        }

        return waited;
    }

    /// <summary>Hands over what waits for no paused rule; also what a process that died meanwhile left.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        while (await store.ReadAsync(s => s.QueryAsync<HeldAnswer>("""
            select h.* from held_answers h left join paused_rules p on p.shop = h.shop and p.rule = h.rule
            where p.rule is null order by h.shop, h.order_id, h.rule limit @Most
            """, new { Most = (long)Page }), cancellationToken) is { Count: > 0 } held)
        {
            foreach (var answer in held)
            {
                var message = answer.ToMessage();
                await handover.HandOverAsync(message, MessageId.Of(message), cancellationToken);
                await RemoveAsync(answer, cancellationToken);
            }
        }
    }

    /// <summary>Unless the rule was paused again meanwhile: then the consumer may have found that the answer waits already, and let it be.</summary>
    private Task RemoveAsync(HeldAnswer answer, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await session.ForgottenShopsAsync([answer.Shop]); // Held together with whoever enters answers.
        await session.EachAsync("""
            delete from held_answers where shop = @Shop and order_id = @OrderId and rule = @Rule and version <= @Version
              and not exists (select 1 from paused_rules p where p.shop = @Shop and p.rule = @Rule)
            """, [answer]);
    }, cancellationToken);

    public Task<IReadOnlyList<PausedRule>> PausedAsync(string? shop, CancellationToken cancellationToken) =>
        store.ReadAsync(s => s.QueryAsync<PausedRule>($"select * from paused_rules {(shop is null ? "" : "where shop = @Shop")} order by shop, rule", new { Shop = shop }), cancellationToken);

    /// <summary>How many answers of the shop's rules wait.</summary>
    public async Task<IReadOnlyDictionary<(string Shop, string Rule), long>> WaitingAsync(CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(s => s.QueryAsync<WaitingRow>("select shop, rule, count(*) as answers from held_answers group by shop, rule"), cancellationToken);
        return rows.ToDictionary(r => (r.Shop, r.Rule), r => r.Answers);
    }

    private sealed record WaitingRow
    {
        public string Shop { get; init; } = "";
        public string Rule { get; init; } = "";
        public long Answers { get; init; }
    }
}
