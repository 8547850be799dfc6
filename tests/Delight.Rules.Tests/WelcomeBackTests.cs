using Delight.ObjectMother;

namespace Delight.Rules.Tests;

public class WelcomeBackTests
{
    private readonly WelcomeBack _rule = new(new InForce<WelcomeBackSettings>(new()));

    [TestCase(30, 90, true)]
    [TestCase(30, 89, false)]
    [TestCase(7, 60, true)]
    [TestCase(7, 59, false)]
    [TestCase(100, 200, false)]
    [TestCase(100, 300, true)]
    public void Whoever_was_away_much_longer_than_usual_gets_a_note(int usual, int away, bool gives) => Assert.That(Decide(usual, away).Gives, Is.EqualTo(gives));

    [Test]
    public void The_reason_names_the_rhythm() => Assert.Multiple(() =>
    {
        Assert.That(Decide(30, 100).Why, Is.EqualTo("the customer was away for 100 days, and ordered every 30 days before"));
        Assert.That(Decide(100, 200).Why, Is.EqualTo("the customer was away for 200 days, and orders every 100 days"));
        Assert.That(Decide(7, 20).Why, Is.EqualTo("the customer was away for 20 days, fewer than 60"));
    });

    [TestCase(1)]
    [TestCase(2)]
    public void One_order_before_makes_no_rhythm(int ordinal) =>
        Assert.That(_rule.Decide(Shop.Ranked(ordinal) with { DaysSincePrevious = 500 }).Why, Is.EqualTo("a rhythm shows from the third order on"));

    /// <summary>The fifth order, after four in an even rhythm.</summary>
    private Decision Decide(int usual, int away) => _rule.Decide(Shop.Ranked(5) with { CreatedAt = Shop.Day(1).AddDays((3 * usual) + away), DaysSincePrevious = away });
}
