namespace Delight.Simulator;

/// <summary>One purchase of a made-up customer.</summary>
/// <param name="Week">Weeks since the shop opened.</param>
/// <param name="Spend">In whole units of the currency, to the cent.</param>
public sealed record Purchase(double Week, decimal Spend);

/// <summary>When customers buy, by a model whose truth is known: BG/NBD (Fader, Hardie and Lee 2005, "Counting your
/// customers the easy way"), with the parameters published there for the CDNOW customers, in weeks.</summary>
/// <remarks>While active, a customer buys at random at a rate of their own; after each repeat purchase they stay away
/// for good with a probability of their own.</remarks>
public sealed record PurchaseModel
{
    public static PurchaseModel Cdnow { get; } = new();

    /// <summary>Shape of the gamma distribution of the customers' rates.</summary>
    public double R { get; init; } = 0.243;

    /// <summary>Scale of the same, in weeks.</summary>
    public double Alpha { get; init; } = 4.414;

    /// <summary>First parameter of the beta distribution of the customers' probabilities to stay away.</summary>
    public double A { get; init; } = 0.793;

    /// <summary>Second parameter of the same.</summary>
    public double B { get; init; } = 2.426;

    /// <summary>First orders come evenly over so many weeks from the start; in the CDNOW data, 12.</summary>
    public double WeeksOfFirstOrders { get; init; } = 12;

    /// <summary>Weeks altogether; in the CDNOW data, 78.</summary>
    public double Weeks { get; init; } = 78;

    /// <summary>Shape of the gamma distribution of the spend per order (our choice: few orders are tiny, some are large).</summary>
    public double SpendShape { get; init; } = 2;

    /// <summary>Mean spend per order; $2,500,315.63 / 69,659 orders in the CDNOW data.</summary>
    public double MeanSpend { get; init; } = 35.89;

    /// <summary>A customer's purchases in time order, the first included. The same seed and number give the same purchases.</summary>
    public IReadOnlyList<Purchase> Purchases(int seed, int customer)
    {
        var chance = new Chance(seed, Draw.Purchases, customer);
        var rate = chance.Gamma(R) / Alpha;
        var stayAway = chance.Beta(A, B);
        var week = chance.Uniform(0, WeeksOfFirstOrders);
        List<Purchase> purchases = [new(week, Spend(chance))];

        while ((week += chance.Exponential(rate)) < Weeks)
        {
            purchases.Add(new(week, Spend(chance)));
            if (chance.Happens(stayAway))
                break;
        }

        return purchases;
    }

    internal decimal Spend(Chance chance) => decimal.Round((decimal)(chance.Gamma(SpendShape) * MeanSpend / SpendShape), 2);
}
