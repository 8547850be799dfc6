using Delight.ObjectMother;

namespace Delight.Rules.Tests;

public class MishapPutRightTests
{
    private readonly MishapPutRight _rule = new(new InForce<MishapPutRightSettings>(new() { WithinDays = 100 }));

    [TestCase(0, "it is the first order after a refund, on the same day")]
    [TestCase(1, "it is the first order after a refund, one day ago")]
    [TestCase(100, "it is the first order after a refund, 100 days ago")]
    public void The_first_order_after_a_refund_brings_a_word_about_it(int days, string why)
    {
        var decision = _rule.Decide(Shop.Ranked(3) with { DaysSinceRefund = days });

        Assert.That((decision.Why, decision.Lines.Single().Text), Is.EqualTo((why, "Dear Ada, last time something went wrong, and we are *sorry*. Thank you for giving us another chance.")));
    }

    [TestCase(null, "there was no refund between this order and the one before")]
    [TestCase(101, "the refund was 101 days ago, more than 100")]
    public void Another_order_brings_none(int? days, string why) =>
        Assert.That(_rule.Decide(Shop.Ranked(3) with { DaysSinceRefund = days }), Has.Property("Why").EqualTo(why).And.Property("Gives").False);
}
