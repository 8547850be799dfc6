using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>What a line took out of stock and budget.</summary>
/// <param name="FromStock">One of a limited number.</param>
/// <param name="Cost">Nothing for what was given although no budget was left for it.</param>
/// <param name="Month">That it was taken in, in the shop's time zone: <c>2026-11</c>.</param>
internal sealed record Taken(bool FromStock, Money? Cost, string Month);

/// <summary>What one shop has to give and to spend, as one transaction sees it while it holds the shop's gifts.</summary>
/// <param name="shop">Whose they are.</param>
/// <param name="catalogue">By sku.</param>
/// <param name="spent">By month and rule; the shop's under the rule ''.</param>
internal sealed class Means(ShopGivingSettings shop, IReadOnlyDictionary<string, CatalogueItem> catalogue, Dictionary<(string Month, string Rule), long> spent)
{
    private readonly Dictionary<string, long> _stock = catalogue.Values.Where(i => i.Stock is not null).ToDictionary(i => i.Sku, i => i.Stock!.Value, StringComparer.OrdinalIgnoreCase);

    public ShopGivingSettings Shop => shop;

    /// <summary>Now, in the shop's time zone: <c>2026-11</c>.</summary>
    public string Month { get; set; } = "";

    /// <summary>Microseconds since 1970.</summary>
    public long Now { get; set; }

    /// <summary>What came to its end, and when first; for who wants to know.</summary>
    public IDictionary<string, DateTimeOffset>? RanOut { get; init; }

    public CatalogueItem? Find(string? sku) => sku is not null ? catalogue.GetValueOrDefault(sku) : null;

    /// <param name="before">What the same thing took when it was chosen before, and has given back since.</param>
    /// <returns>What was taken, or why there is none.</returns>
    public (Taken? Taken, string? Refusal) TryTakeExtra(string rule, GestureLine extra, Taken? before)
    {
        var item = Find(extra.Sku);
        var title = item?.Title ?? extra.Title ?? extra.Sku ?? "it";
        if (item is { Removed: > 0 } && before is null)
        {
            return (null, $"{title} was taken out of the catalogue");
        }

        if (item is not null && before is null && !item.IsActiveAt(Now))
        {
            return (null, $"{title} is not given at present");
        }

        var left = item is null ? null : _stock.TryGetValue(item.Sku, out var number) ? number : (long?)null;
        if (left < extra.Quantity)
        {
            RanOut?.TryAdd(title, Instant.FromStore(Now));
            return (null, $"none of {title} is left");
        }

        var cost = Times(item?.Cost ?? extra.Value ?? new Money(0, Shop.Currency), extra.Quantity);
        if (cost.Currency != Shop.Currency)
        {
            return (null, $"{title} costs {cost.Currency} and the shop reckons in {Shop.Currency}");
        }

        var whole = cost with { Minor = cost.Minor + Money.Of(Shop.PackingCost, Shop.Currency).Minor };
        var month = before?.Month ?? Month;
        var asBefore = before?.Cost is { } paid && paid.Currency == Shop.Currency ? paid : whole;
        if (BudgetLacking(rule, month, asBefore) is { } lacking)
        {
            return (null, $"{title} costs {whole}, and {lacking}");
        }

        if (left is not null)
        {
            _stock[item!.Sku] = left.Value - extra.Quantity;
        }

        return (Pay(rule, new Taken(left is not null, asBefore, month)), null);
    }

    /// <summary>A card is always given; it costs what the budget has left for it, or nothing.</summary>
    public Taken TakeCard(string rule, Taken? before)
    {
        var (month, cost) = (before?.Month ?? Month, before?.Cost is { } paid && paid.Currency == Shop.Currency ? paid : Money.Of(Shop.CardCost, Shop.Currency));
        return BudgetLacking(rule, month, cost) is null ? Pay(rule, new Taken(false, cost, month)) : new Taken(false, null, month);
    }

    public void GiveBack(string rule, string? sku, int quantity, Taken? taken)
    {
        if (taken is { FromStock: true } && sku is not null && _stock.TryGetValue(sku, out var left))
        {
            _stock[sku] = left + quantity;
        }

        if (taken?.Cost is { } cost && cost.Currency == Shop.Currency)
        {
            Add(rule, taken.Month, -cost.Minor);
        }
    }

    private Taken Pay(string rule, Taken taken)
    {
        Add(rule, taken.Month, taken.Cost!.Value.Minor);
        return taken;
    }

    private void Add(string rule, string month, long minor)
    {
        foreach (var of in new[] { "", rule })
        {
            spent[(month, of)] = spent.GetValueOrDefault((month, of)) + minor;
        }
    }

    private string? BudgetLacking(string rule, string month, Money cost) =>
        Lacking("the shop's", Shop.MonthlyBudget, spent.GetValueOrDefault((month, "")), month, cost)
        ?? Lacking("the rule's", Shop.Of(rule)?.MonthlyBudget, spent.GetValueOrDefault((month, rule)), month, cost);

    private string? Lacking(string whose, decimal? monthly, long spentThen, string month, Money cost)
    {
        if (monthly is not { } amount)
        {
            return null;
        }

        var budget = Money.Of(amount, Shop.Currency);
        if (spentThen + cost.Minor <= budget.Minor)
        {
            return null;
        }

        RanOut?.TryAdd($"{whose} budget of {month}", Instant.FromStore(Now));
        return $"of {whose} budget of {month}, {budget}, {budget with { Minor = Math.Max(0, budget.Minor - spentThen) }} are left";
    }

    private static Money Times(Money each, int quantity) => each with { Minor = checked(each.Minor * quantity) };
}
