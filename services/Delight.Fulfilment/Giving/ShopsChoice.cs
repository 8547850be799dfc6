using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>Chooses, within one transaction that holds the shop's gifts, for one customer after the other.</summary>
/// <param name="versions">Of the rules' settings that decided.</param>
/// <param name="sentences">Filled with what became of each wish.</param>
internal sealed class ShopsChoice(
    ISession session, Means means, ParcelsInHand inHand, IReadOnlyDictionary<(Parcel Parcel, string Rule), string?> versions, Dictionary<(Parcel, string), string> sentences)
{
    private const string OfCustomer = "select shop, order_id from parcels where shop = @Shop and customer_id = @CustomerId and (wishes > 0 or line_count > 0)";
    private static readonly (DateTimeOffset, long) Never = (DateTimeOffset.MaxValue, long.MaxValue);

    /// <param name="touched">The shop's parcels for which a rule answered.</param>
    public async Task MakeAsync(IReadOnlyList<Parcel> touched)
    {
        foreach (var guest in touched.Where(p => p.Row.CustomerId is null))
        {
            Choose([guest], Place(guest), Never, new Choosing(means, Preferences.None, new Dictionary<string, string>(), new Dictionary<(string, long), long>()));
        }

        foreach (var customer in touched.SelectMany(p => new[] { p.Row.CustomerId, inHand.CustomerBefore(p) }).OfType<long>().Distinct().Order().ToArray())
        {
            await OfCustomerAsync(customer, touched);
        }
    }

    private async Task OfCustomerAsync(long customerId, IReadOnlyList<Parcel> touched)
    {
        var customer = new { means.Shop.Shop, CustomerId = customerId };
        await inHand.AlsoAsync(session, await session.QueryAsync<OrderKey>(OfCustomer, customer));
        var gone = await session.QueryAsync<GoneRow>("select rule, ordinal, order_id from given where shop = @Shop and customer_id = @CustomerId", customer);
        var preferences = await session.FirstOrDefaultAsync<Preferences>("select * from preferences where shop = @Shop and customer_id = @CustomerId", customer);

        var first = touched.Where(p => p.Row.CustomerId == customerId || inHand.CustomerBefore(p) == customerId).Select(Place).Min();
        var gap = touched.Where(p => p.Row.CustomerId != customerId && inHand.CustomerBefore(p) == customerId).Select(Place).DefaultIfEmpty(Never).Min();
        Parcel[] inOrder = [.. inHand.All.Where(p => p.Row.Shop == means.Shop.Shop && p.Row.CustomerId == customerId).OrderBy(Place)];
        Choose(inOrder, first, gap, new Choosing(means, preferences ?? Preferences.None, await ArmsAsync(customerId, inOrder), gone.ToDictionary(g => (g.Rule, g.Ordinal), g => g.OrderId)));
    }

    /// <summary>Whoever qualifies for a rule with arms for the first time is assigned, before anybody looks at stock and budget, and stays.</summary>
    private async Task<IReadOnlyDictionary<string, string>> ArmsAsync(long customerId, Parcel[] parcels)
    {
        var known = (await session.QueryAsync<Assignment>("select * from assignments where shop = @Shop and customer_id = @CustomerId", new { means.Shop.Shop, CustomerId = customerId }))
            .ToDictionary(a => a.Rule, a => a.Arm);
        var assigned = (from parcel in parcels
                        from wish in parcel.Wishes
                        let rule = wish.Decided.Rule
                        where wish.Wish.Count > 0 && !known.ContainsKey(rule) && Arm.Of(means.Shop, rule, customerId) is not null
                        group parcel by rule into ofRule
                        select new Assignment
                        {
                            Shop = means.Shop.Shop, CustomerId = customerId, Rule = ofRule.Key, Arm = Arm.Of(means.Shop, ofRule.Key, customerId)!, Salt = means.Shop.Salt,
                            RuleVersion = versions.GetValueOrDefault((ofRule.First(), ofRule.Key)), OrderId = ofRule.First().Row.OrderId, At = means.Now,
                        }).ToArray();
        await session.EachAsync("""
            insert into assignments (shop, customer_id, rule, arm, salt, rule_version, order_id, at) values (@Shop, @CustomerId, @Rule, @Arm, @Salt, @RuleVersion, @OrderId, @At)
            on conflict (shop, customer_id, rule) do nothing
            """, assigned);
        foreach (var assignment in assigned)
        {
            known.Add(assignment.Rule, assignment.Arm);
        }

        return known.Where(a => Arm.IsOn(means.Shop, a.Key, a.Value)).ToDictionary();
    }

    /// <param name="first">What stands before it is not looked into again.</param>
    /// <param name="gap">Where an order was that has another customer now: what stands behind is chosen anew.</param>
    private void Choose(Parcel[] inOrder, (DateTimeOffset, long) first, (DateTimeOffset, long) gap, Choosing choosing)
    {
        var changed = false;
        foreach (var parcel in inOrder)
        {
            changed |= Place(parcel).CompareTo(gap) > 0;
            if (parcel.IsFrozen || Place(parcel).CompareTo(first) < 0 || !(changed || inHand.IsTouched(parcel)))
            {
                choosing.Pass(parcel);
                continue;
            }

            var extras = ExtrasOf(parcel);
            foreach (var (rule, sentence) in choosing.Choose(parcel))
            {
                sentences[(parcel, rule)] = sentence;
            }

            changed |= !extras.SequenceEqual(ExtrasOf(parcel));
            if (inHand.IsChanged(parcel))
            {
                inHand.Touch(parcel);
            }
        }
    }

    private static (string?, Money?)[] ExtrasOf(Parcel parcel) => [.. parcel.Lines.Where(l => l.Kind == LineKind.Extra).Select(l => (l.Sku, l.ToLine().Line.Value))];

    private static (DateTimeOffset, long) Place(Parcel parcel) => (parcel.Row.OrderedAt, parcel.Row.OrderId);

    private sealed record GoneRow
    {
        public string Rule { get; init; } = "";
        public long Ordinal { get; init; }
        public long OrderId { get; init; }
    }
}
