namespace Delight.Simulator.Tests;

public class ChanceTests
{
    private const int Draws = 100_000;

    [TestCase(0.243)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7.5)]
    public void A_gamma_distribution_has_its_mean_and_variance(double shape)
    {
        var chance = new Chance(1, Draw.Order);
        var sample = Enumerable.Range(0, Draws).Select(_ => chance.Gamma(shape)).ToList();

        Assert.That(sample.Average(), Is.EqualTo(shape).Within(4 * Math.Sqrt(shape / Draws)));
        Assert.That(sample.Average(value => Math.Pow(value - shape, 2)), Is.EqualTo(shape).Within(5).Percent);
    }

    [Test]
    public void A_beta_distribution_has_its_mean()
    {
        var chance = new Chance(1, Draw.Order);
        var mean = Enumerable.Range(0, Draws).Average(_ => chance.Beta(0.793, 2.426));

        Assert.That(mean, Is.EqualTo(0.793 / (0.793 + 2.426)).Within(0.003));
    }

    [Test]
    public void Streams_do_not_repeat_each_other()
    {
        var firsts = from draw in Enum.GetValues<Draw>()
                     from number in Enumerable.Range(0, 1_000)
                     select new Chance(1, draw, number).Uniform();

        Assert.That(firsts, Is.Unique);
    }
}
