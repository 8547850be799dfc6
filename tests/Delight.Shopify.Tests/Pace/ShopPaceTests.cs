using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Pace;

/// <summary>What flows into the shop's bucket is used up to what is left to others, and nobody is throttled.</summary>
internal sealed class ShopPaceTests : OnShopPace
{
    [Test]
    public void A_thousand_mutations_take_hardly_longer_than_what_flows_in_allows_and_none_is_throttled()
    {
        using var pace = Pace();

        var took = Run(() => Many(1000, () => AskAsync(pace, 10, Urgency.WriteBack)));

        Assert.That(took.TotalSeconds, Is.LessThan(1.05 * ((1000 * 10) - (Maximum * (1 - Share))) / Rate));
        Assert.That(Bucket.Throttled, Is.Zero);
    }

    [Test]
    public void What_is_left_to_others_stays_in_theBucket()
    {
        using var pace = Pace();

        Run(() => Many(300, () => AskAsync(pace, 37, Urgency.Background)));

        Assert.That(Bucket.Lowest, Is.GreaterThanOrEqualTo(Maximum * Share));
    }

    [Test]
    public void Nobody_throttles_even_when_everything_may_be_used()
    {
        using var pace = Pace(share: 0);

        Run(() => Many(500, () => AskAsync(pace, 25, Urgency.Background)));

        Assert.That(Bucket.Throttled, Is.Zero);
    }

    [Test]
    public void What_costs_more_than_is_free_goes_when_theBucket_is_full()
    {
        using var pace = Pace(share: 0.9);

        var took = Run(() => Many(2, () => AskAsync(pace, 900, Urgency.Background)));

        Assert.That(Bucket.Throttled, Is.Zero);
        Assert.That(took.TotalSeconds, Is.LessThan(900 / Rate + 2));
    }

    [Test]
    public void Two_processes_at_one_shop_are_throttled_seldom_and_come_to_an_end()
    {
        using var one = Pace();
        using var other = Pace();

        var took = Run(() => [.. Many(300, () => AskAsync(one, 20, Urgency.Background)), .. Many(300, () => AskAsync(other, 20, Urgency.WriteBack))]);

        Assert.That(Bucket.Lowest, Is.GreaterThan(0));
        Assert.That(Bucket.Throttled, Is.Zero);
        Assert.That(took.TotalSeconds, Is.LessThan(1.2 * 600 * 20 / Rate));
    }

    [Test]
    public void A_shop_that_others_have_emptied_is_asked_again_when_it_has_filled()
    {
        using var pace = Pace();
        Run(() => Many(1, () => AskAsync(pace, 10, Urgency.Background)));
        Bucket.Draw(1900);

        var took = Run(() => Many(5, () => AskAsync(pace, 40, Urgency.Background)));

        Assert.That(Bucket.Throttled, Is.GreaterThan(0).And.LessThanOrEqualTo(5));
        Assert.That(took.TotalSeconds, Is.LessThan(15));
    }
}
