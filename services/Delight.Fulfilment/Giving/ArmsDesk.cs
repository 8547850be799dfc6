using Delight.Platform.Store;
using MathNet.Numerics.Distributions;

namespace Delight.Fulfilment.Giving;

/// <summary>Who is in which arm and what came of it, for an analysis by intention to treat.</summary>
internal sealed class ArmsDesk(IStore store)
{
    private const int Page = 1000;

    /// <summary>Below this, the shares are so unlikely to be chance that something else must be at work (a sample-ratio mismatch).</summary>
    private const double Unlikely = 0.001;

    /// <summary>Each rule's customers by arm beside what the shares would have, of those who were assigned with the salt now in force.</summary>
    public async Task<IReadOnlyList<RuleArms>> CountAsync(ShopGivingSettings shop, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(session => session.QueryAsync<ArmRow>(
            "select rule, arm, count(*) as customers from assignments where shop = @Shop and salt = @Salt group by rule, arm", new { shop.Shop, shop.Salt }), cancellationToken);
        return [.. rows.GroupBy(r => r.Rule).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Counted(shop, r.Key, r.ToDictionary(a => a.Arm, a => a.Customers)))];
    }

    /// <summary>One row for each customer and rule, in their order, a page at a time.</summary>
    public async IAsyncEnumerable<AssignedRow> RowsAsync(string shop, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (customer, rule) = (long.MinValue, "");
        while (true)
        {
            var rows = await store.ReadAsync(session => session.QueryAsync<AssignedRow>("""
                select a.customer_id, a.rule, a.arm, a.salt, a.rule_version, a.order_id, a.at,
                    (select count(*) from parcels p where p.shop = a.shop and p.customer_id = a.customer_id
                        and exists (select 1 from parcel_lines l where l.shop = p.shop and l.order_id = p.order_id and l.rule = a.rule)) as gifted,
                    (select count(*) from parcels p where p.shop = a.shop and p.customer_id = a.customer_id and p.state = 'packed'
                        and exists (select 1 from parcel_lines l where l.shop = p.shop and l.order_id = p.order_id and l.rule = a.rule)) as packed,
                    (select count(*) from parcels p where p.shop = a.shop and p.customer_id = a.customer_id and p.ordinal is not null
                        and (p.ordered_at, p.order_id) > (f.ordered_at, f.order_id)) as later_orders,
                    (select case when count(*) = count(p.total_minor) then coalesce(cast(sum(p.total_minor) as bigint), 0) end from parcels p where p.shop = a.shop and p.customer_id = a.customer_id and p.ordinal is not null
                        and (p.ordered_at, p.order_id) > (f.ordered_at, f.order_id)) as later_spend
                from assignments a join parcels f on f.shop = a.shop and f.order_id = a.order_id
                where a.shop = @Shop and (a.customer_id, a.rule) > (@Customer, @Rule)
                order by a.customer_id, a.rule
                limit @Most
                """, new { Shop = shop, Customer = customer, Rule = rule, Most = (long)Page }), cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < Page)
            {
                yield break;
            }

            (customer, rule) = (rows[^1].CustomerId, rows[^1].Rule);
        }
    }

    private static RuleArms Counted(ShopGivingSettings shop, string rule, Dictionary<string, long> customers)
    {
        var never = (double)shop.NeverGiftedPercent / 100;
        var shares = shop.Of(rule)?.Arms is { IsOn: true } arms ? arms.Shares.Select(s => (s.Arm, Share: s.Percent / 100 * (1 - never))) : [(Arm.Both, 1 - never)];
        var all = shares.Append((Arm: Arm.Never, Share: never)).Where(s => s.Share > 0).ToArray();
        var total = customers.Values.Sum();
        var counts = all.Select(s => new ArmCount(s.Arm, customers.GetValueOrDefault(s.Arm), s.Share * total)).ToArray();
        var strays = customers.Keys.Except(all.Select(a => a.Arm)).Sum(a => customers[a]);
        if (counts.Length < 2 || strays > 0)
        {
            // One arm cannot be out of proportion, and customers in arms that have no share any more were assigned under other shares.
            return new RuleArms(rule, counts, strays, null, null, false);
        }

        var chiSquare = counts.Sum(c => Math.Pow(c.Customers - c.Expected, 2) / c.Expected);
        var chance = 1 - ChiSquared.CDF(counts.Length - 1, chiSquare);
        return new RuleArms(rule, counts, strays, chiSquare, chance, chance < Unlikely);
    }

    private sealed record ArmRow
    {
        public string Rule { get; init; } = "";
        public string Arm { get; init; } = "";
        public long Customers { get; init; }
    }
}

/// <param name="Expected">Customers, by the shares.</param>
internal sealed record ArmCount(string Arm, long Customers, double Expected);

/// <param name="Strays">Customers in arms that have no share any more.</param>
/// <param name="ChiSquare">Pearson's statistic; absent where nothing can be out of proportion.</param>
/// <param name="Chance">How probable numbers so far from the shares, or farther, are by chance, from 0 to 1.</param>
/// <param name="Mismatch">So improbable that the assignment, or what is kept of it, is to be looked into before anything is concluded.</param>
internal sealed record RuleArms(string Rule, IReadOnlyList<ArmCount> Arms, long Strays, double? ChiSquare, double? Chance, bool Mismatch);

/// <summary>A customer's arm of a rule, and what followed.</summary>
internal sealed record AssignedRow : Assignment
{
    public long Gifted { get; init; }
    public long Packed { get; init; }
    public long LaterOrders { get; init; }

    /// <summary>Minor units of the shop's currency; absent where an earlier release did not keep what one of them came to.</summary>
    public long? LaterSpend { get; init; }
}
