using Delight.ObjectMother;

namespace Delight.Rules.Tests;

public class FirstOrderAnniversaryTests
{
    private static readonly DateTimeOffset First = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);
    private readonly FirstOrderAnniversary _rule = new(new InForce<FirstOrderAnniversarySettings>(new()));

    [TestCase("2025-02-28", "one year")]
    [TestCase("2025-03-14", "one year")]
    [TestCase("2025-02-14T13:00", "one year")]
    [TestCase("2026-03-01", "two years")]
    [TestCase("2037-02-28", "13 years")]
    public void An_order_near_an_anniversary_gets_a_note_that_counts_the_years(string on, string years)
    {
        var decision = Decide(on, daysSincePrevious: 100);

        Assert.That((decision.Gives, decision.Why), Is.EqualTo((true, $"the order is within 14 days of {years} after the customer's first")));
        Assert.That(decision.Lines.Single().Text, Is.EqualTo($"Dear Ada, it is {years} since your first order with us. Thank you for *staying*."));
    }

    [TestCase("2024-03-01")]
    [TestCase("2024-08-30")]
    [TestCase("2025-03-15T12:00")]
    [TestCase("2025-02-13")]
    public void Others_get_none(string on) => Assert.That(Decide(on, daysSincePrevious: 100).Gives, Is.False);

    [Test]
    public void It_is_given_once_for_an_anniversary()
    {
        var second = Decide("2025-03-05", daysSincePrevious: 7);

        Assert.That((second.Gives, second.Why), Is.EqualTo((false, "the order before this one, 7 days ago, was within 14 days of the same anniversary")));
        Assert.That(Decide("2026-03-05", daysSincePrevious: 370).Gives, Is.True, "and again a year later");
    }

    private Decision Decide(string on, int daysSincePrevious) => _rule.Decide(Shop.Ranked(5) with
    {
        FirstOrderAt = First,
        CreatedAt = DateTimeOffset.Parse(on + (on.Contains('T', StringComparison.Ordinal) ? "Z" : "T12:00Z"), System.Globalization.CultureInfo.InvariantCulture),
        DaysSincePrevious = daysSincePrevious,
    });
}
