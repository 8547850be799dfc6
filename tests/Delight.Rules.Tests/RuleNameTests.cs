namespace Delight.Rules.Tests;

public class RuleNameTests
{
    [TestCase(typeof(WaxSeal), "wax-seal")]
    [TestCase(typeof(Anniversary), "anniversary")]
    [TestCase(typeof(VIPCard), "vip-card")]
    [TestCase(typeof(CardForVIP), "card-for-vip")]
    [TestCase(typeof(Top600Customers), "top600-customers")]
    [TestCase(typeof(AGift), "a-gift")]
    public void It_is_the_class_name_in_kebab_case(Type rule, string name) => Assert.That(RuleName.Of(rule), Is.EqualTo(name));

    /// <summary>A rename is a change of the wire: queues, parcels and stories hold these names.</summary>
    [Test]
    public void The_names_of_the_rules_are_pinned() =>
        Assert.That(RulesModule.In(typeof(RulesModule).Assembly).Select(RuleName.Of), Is.SupersetOf(new[] { "fourth-to-seventh-order" }));

    private sealed class WaxSeal;

    private sealed class Anniversary;

    private sealed class VIPCard;

    private sealed class CardForVIP;

    private sealed class Top600Customers;

    private sealed class AGift;
}
