using Delight.ObjectMother;
using Delight.Shopify.Pace;

namespace Delight.Shopify.Tests.Pace;

internal sealed class BucketTests
{
    private readonly StandingClock _clock = new();
    private Bucket _bucket = null!;

    [SetUp]
    public void Make() => _bucket = new Bucket(_clock);

    [Test]
    public void What_flows_in_is_counted_up_to_the_brim()
    {
        _bucket.Told(new ThrottleStatus(1000, 100, 50), 1);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.That(_bucket.Available, Is.EqualTo(300));

        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That(_bucket.Available, Is.EqualTo(1000));
    }

    [Test]
    public void What_is_on_the_way_counts_as_spent()
    {
        _bucket.Told(new ThrottleStatus(1000, 900, 50), 1);
        _bucket.Take(300);

        Assert.That(_bucket.UntilItHolds(200, 0.5), Is.EqualTo(TimeSpan.FromSeconds(2)));
        _bucket.GiveBack(300);
        Assert.That(_bucket.UntilItHolds(200, 0.5), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void An_answer_that_was_overtaken_is_believed_only_when_it_tells_of_less()
    {
        _bucket.Told(new ThrottleStatus(1000, 500, 50), 2);
        _bucket.Told(new ThrottleStatus(1000, 700, 50), 1);
        Assert.That(_bucket.Available, Is.EqualTo(500));

        _bucket.Told(new ThrottleStatus(1000, 400, 50), 1);
        Assert.That(_bucket.Available, Is.EqualTo(400));
    }

    [TestCase(1e-300)]
    [TestCase(double.Epsilon)]
    public void It_is_looked_at_again_before_a_shop_that_tells_nonsense_would_have_it_full(double rate)
    {
        _bucket.Told(new ThrottleStatus(2000, 0, rate), 1);

        Assert.That(_bucket.UntilItHolds(10, 0.5), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void What_was_told_long_ago_is_known_no_more()
    {
        _bucket.Told(new ThrottleStatus(1000, 500, 50), 1);
        Assert.That(_bucket.IsKnown);

        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.That(_bucket.IsKnown, Is.False);
    }

    [Test]
    public void A_shop_that_throttles_and_tells_nothing_is_taken_for_the_smallest()
    {
        _bucket.WasEmpty();

        Assert.That(_bucket.UntilItHolds(100, 0.5), Is.EqualTo(TimeSpan.FromSeconds(12)));
    }

    [Test]
    public void A_shop_that_wants_to_be_left_alone_is()
    {
        _bucket.LeaveAlone(TimeSpan.FromSeconds(20));
        _bucket.LeaveAlone(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(8));

        Assert.That(_bucket.UntilItHolds(1, 0), Is.EqualTo(TimeSpan.FromSeconds(12)));
    }
}
