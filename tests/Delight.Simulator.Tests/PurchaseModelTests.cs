namespace Delight.Simulator.Tests;

public class PurchaseModelTests
{
    private const int Customers = 40_000;
    private const double Errors = 4;

    private static readonly PurchaseModel Model = PurchaseModel.Cdnow;

    [TestCase(39)]
    [TestCase(78)]
    public void Customers_reorder_as_often_as_the_model_expects(int weeks)
    {
        var repeats = RepeatsWithin(weeks);

        Assert.That(repeats.Average(), Is.EqualTo(ExpectedRepeats(weeks)).Within(Errors * StandardError(repeats)));
    }

    [TestCase(10)]
    [TestCase(78)]
    public void As_many_never_reorder_as_the_model_expects(int weeks)
    {
        // Fader, Hardie and Lee 2005: P(X(t) = 0) = (α / (α + t))^r.
        var expected = Math.Pow(Model.Alpha / (Model.Alpha + weeks), Model.R);
        var never = RepeatsWithin(weeks).ConvertAll(count => count == 0 ? 1.0 : 0);

        Assert.That(never.Average(), Is.EqualTo(expected).Within(Errors * StandardError(never)));
    }

    [Test]
    public void First_orders_come_evenly_over_twelve_weeks()
    {
        var weeks = Enumerable.Range(0, Customers).Select(customer => Model.Purchases(5, customer)[0].Week).ToList();

        Assert.That(weeks, Has.All.InRange(0, 12));
        Assert.That(weeks.Average(), Is.EqualTo(6).Within(Errors * StandardError(weeks)));
        Assert.That(weeks.Count(week => week < 3) / (double)Customers, Is.EqualTo(0.25).Within(0.01));
    }

    [Test]
    public void Purchases_are_in_time_order_and_within_78_weeks()
    {
        foreach (var purchases in Enumerable.Range(0, 2_000).Select(customer => Model.Purchases(5, customer)))
            Assert.That(purchases.Select(purchase => purchase.Week), Is.Ordered.And.All.InRange(0, 78));
    }

    [Test]
    public void Spend_is_gamma_distributed_about_its_mean()
    {
        var spends = Enumerable.Range(0, Customers).Select(customer => (double)Model.Purchases(5, customer)[0].Spend).ToList();
        var mean = spends.Average();
        var variance = spends.Average(spend => Math.Pow(spend - mean, 2));

        Assert.That(mean, Is.EqualTo(Model.MeanSpend).Within(Errors * StandardError(spends)));
        Assert.That(variance, Is.EqualTo(Model.MeanSpend * Model.MeanSpend / Model.SpendShape).Within(5).Percent);
    }

    [Test]
    public void The_same_seed_gives_the_same_purchases()
    {
        var purchases = Model.Purchases(7, 3);

        Assert.That(Model.Purchases(7, 3), Is.EqualTo(purchases));
        Assert.That(Model.Purchases(8, 3), Is.Not.EqualTo(purchases));
        Assert.That(Model.Purchases(7, 4), Is.Not.EqualTo(purchases));
    }

    private static List<double> RepeatsWithin(int weeks)
    {
        var model = Model with { WeeksOfFirstOrders = 0, Weeks = weeks };
        return [.. Enumerable.Range(0, Customers).Select(customer => (double)(model.Purchases(11, customer).Count - 1))];
    }

    /// <summary>Fader, Hardie and Lee 2005, equation 9, the hypergeometric function by its series.</summary>
    private static double ExpectedRepeats(double weeks)
    {
        var (r, alpha, a, b) = (Model.R, Model.Alpha, Model.A, Model.B);
        double sum = 1, term = 1;
        for (var j = 0; j < 2_000; j++)
        {
            term *= (r + j) * (b + j) / ((a + b - 1 + j) * (j + 1)) * (weeks / (alpha + weeks));
            sum += term;
        }

        return (a + b - 1) / (a - 1) * (1 - (Math.Pow(alpha / (alpha + weeks), r) * sum));
    }

    private static double StandardError(List<double> sample)
    {
        var mean = sample.Average();
        return Math.Sqrt(sample.Average(value => Math.Pow(value - mean, 2)) / sample.Count);
    }
}
