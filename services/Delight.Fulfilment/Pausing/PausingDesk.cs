using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Pausing;

/// <summary>Pauses rules and lets them go on.</summary>
internal sealed class PausingDesk(IStore store, HeldAnswers held, Topology topology, TimeProvider time)
{
    public IReadOnlyList<string> Rules => [.. topology.Queues.Where(Queues.IsRules).Select(Queues.RuleOf).Order(StringComparer.Ordinal)];

    /// <summary>Where roles run apart, not each process is told of all shops.</summary>
    public async Task<bool> HasParcelsAsync(string shop, CancellationToken cancellationToken) =>
        (await store.ReadAsync(s => s.QueryAsync<string>("select shop from parcels where shop = @Shop limit 1", new { Shop = shop }), cancellationToken)).Count > 0;

    /// <summary>Once it returns, no answer of the rule is entered in that shop. Paused again, it is paused in the other way.</summary>
    public Task PauseAsync(string shop, string rule, string orders, string who, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await session.HoldShopAloneAsync(shop);
        await session.EachAsync("""
            insert into paused_rules (shop, rule, orders, since, who) values (@Shop, @Rule, @Orders, @Since, @Who)
            on conflict (shop, rule) do update set orders = excluded.orders, since = excluded.since, who = excluded.who
            """, [new PausedRule { Shop = shop, Rule = rule, Orders = orders, Since = time.GetUtcNow().ToStore(), Who = who }]);
        await session.SettleAsync(await OwedAsync(session, shop, rule)); // What was held for another cause waits for the rule from here on, and nobody waits for it.
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

            var owed = await OwedAsync(session, shop, rule);
            await session.OweAsync(owed);
            return owed.Count;
        }, cancellationToken);
        await held.TryGiveBackAsync(null, cancellationToken);
        return waited;
    }

    public Task<IReadOnlyList<PausedRule>> PausedAsync(string? shop, CancellationToken cancellationToken) =>
        store.ReadAsync(s => s.QueryAsync<PausedRule>($"select * from paused_rules {(shop is null ? "" : "where shop = @Shop")} order by shop, rule", new { Shop = shop }), cancellationToken);

    /// <summary>How many answers of the shop's rules wait.</summary>
    public async Task<IReadOnlyDictionary<(string Shop, string Rule), long>> WaitingAsync(CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(s => s.QueryAsync<WaitingRow>("select shop, rule, count(*) as answers from held_answers where waits_for_rule = 1 group by shop, rule"), cancellationToken);
        return rows.ToDictionary(r => (r.Shop, r.Rule), r => r.Answers);
    }

    private static async Task<IReadOnlyCollection<WorkItem>> OwedAsync(ISession session, string shop, string rule)
    {
        var held = await session.QueryAsync<HeldAnswer>(
            "select shop, order_id, rule, version from held_answers where shop = @Shop and rule = @Rule and waits_for_rule = 1", new { Shop = shop, Rule = rule });
        return [.. held.Select(h => new WorkItem { Shop = h.Shop, SubjectId = h.OrderId, Worker = Queues.OfRule(h.Rule), Version = h.Version, Cause = "" })];
    }

    private sealed record WaitingRow
    {
        public string Shop { get; init; } = "";
        public string Rule { get; init; } = "";
        public long Answers { get; init; }
    }
}
