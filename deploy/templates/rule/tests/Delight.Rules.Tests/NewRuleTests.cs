using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

internal sealed class NewRuleTests
{
    [TestCase(12, true)]
    [TestCase(11, false)]
    public void It_gives_in_december_only(int month, bool gives)
    {
        OrderRanked order = Shop.Ranked() with { CreatedAt = new DateTimeOffset(2026, month, 6, 9, 0, 0, TimeSpan.Zero) };

        Assert.That(new NewRule().Decide(order).Gives, Is.EqualTo(gives));
    }
}
