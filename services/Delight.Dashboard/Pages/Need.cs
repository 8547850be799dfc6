namespace Delight.Dashboard.Pages;

/// <summary>Something that needs a person, and where its cause is.</summary>
/// <param name="IsBad">Orders do not go on by themselves.</param>
internal sealed record Need(string Says, string Address, bool IsBad = false)
{
    private const int NearlySpent = 90;
    private const int MostOfAKind = 5; // What is more is told as a number: a screen on the wall has no room for three hundred.

    public static IEnumerable<Need> Of(SeenQueues queues)
    {
        if (queues.Paused is { } paused)
        {
            yield return new Need(paused, "/queues", IsBad: true);
        }

        var failed = queues.Queues.Where(q => q.ErrorDepth > 0).OrderByDescending(q => q.ErrorDepth).ToArray();
        foreach (var queue in failed.Take(MostOfAKind))
        {
            yield return new Need($"{queue.ErrorDepth:N0} of the queue {queue.Name} failed", $"/queues?queue={Uri.EscapeDataString(queue.Name)}#failures", IsBad: true);
        }

        if (failed.Length > MostOfAKind)
        {
            yield return new Need($"{failed.Skip(MostOfAKind).Sum(q => q.ErrorDepth):N0} of {failed.Length - MostOfAKind:N0} other queues failed", "/queues?sort=failed", IsBad: true);
        }

        foreach (var orphan in queues.Queues.Where(q => q.Orphan && q.Ready > 0))
        {
            yield return new Need($"{orphan.Ready:N0} wait in {orphan.Name}, which nobody reads any more", "/queues");
        }
    }

    public static IEnumerable<Need> Of(SeenQuarantine quarantine) => quarantine.Quarantine.Sum(q => q.Deliveries) is > 0 and var deliveries
        ? [new Need($"{deliveries:N0} {(deliveries == 1 ? "delivery" : "deliveries")} could not be understood", "/queues#quarantine")] : [];

    /// <summary>What came of the comparisons with the shops that can be asked: orders were fetched and ordinals are counted on, but something keeps webhooks away.</summary>
    public static IEnumerable<Need> Of(IReadOnlyList<SeenShop> shops)
    {
        string At(SeenShop shop) => shops.Count > 1 ? $" at {shop.Shop}" : "";
        string Orders(long missed) => $"No webhook told of {missed:N0} {(missed == 1 ? "order" : "orders")} in the last day";
        foreach (var shop in shops.Where(s => s.DeliveriesRefused is not null).Take(MostOfAKind))
        {
            yield return new Need($"Every delivery so far{At(shop)} was refused", AddressOf(shop, "refused"), IsBad: true);
        }

        var missing = shops.Where(s => s.Reconciliation.MissedLastDay > 0).OrderByDescending(s => s.Reconciliation.MissedLastDay).ToArray();
        foreach (var shop in missing.Take(MostOfAKind))
        {
            yield return new Need($"{Orders(shop.Reconciliation.MissedLastDay)}{At(shop)}", AddressOf(shop, "missed"));
        }

        if (missing.Length > MostOfAKind)
        {
            yield return new Need($"{Orders(missing.Skip(MostOfAKind).Sum(s => s.Reconciliation.MissedLastDay))} at {missing.Length - MostOfAKind:N0} other shops", "/shop");
        }

        var drifting = shops.Where(s => s.Ordinals.Drifting > 0).OrderByDescending(s => s.Ordinals.Drifting).ToArray();
        foreach (var shop in drifting.Take(MostOfAKind))
        {
            yield return new Need($"{shop.Ordinals.Drifting:N0} of {shop.Ordinals.Compared:N0} ordinals{At(shop)} {(shop.Ordinals.Drifting == 1 ? "is" : "are")} not the shop's own", AddressOf(shop, "ordinals"));
        }

        if (drifting.Length > MostOfAKind)
        {
            yield return new Need($"Ordinals of {drifting.Length - MostOfAKind:N0} other shops are not the shops' own", "/shop");
        }
    }

    public static IEnumerable<Need> Of(SeenCatalogue catalogue, SeenBudget budget)
    {
        var shop = Uri.EscapeDataString(catalogue.Shop);
        var ranOut = catalogue.Items.Where(i => i.Stock == 0).OrderByDescending(i => i.RanOutAt).ToArray();
        foreach (var gone in ranOut.Take(MostOfAKind))
        {
            yield return new Need($"{gone.Title} is out of stock", $"/catalogue?shop={shop}#{Uri.EscapeDataString(gone.Sku)}");
        }

        if (ranOut.Length > MostOfAKind)
        {
            yield return new Need($"{ranOut.Length - MostOfAKind:N0} more things are out of stock", $"/catalogue?shop={shop}&sort=stock");
        }

        if (budget.MonthlyBudget is > 0 and var limit && Percent(budget.Spent, limit) is >= NearlySpent and var percent)
        {
            yield return new Need($"{percent} % of the month's budget is spent", $"/catalogue?shop={shop}#budget");
        }
    }

    private static string AddressOf(SeenShop shop, string section) => $"/shop?shop={Uri.EscapeDataString(shop.Shop)}#{section}";

    public static int Percent(decimal part, decimal whole) => (int)Math.Round(part * 100 / whole);
}
