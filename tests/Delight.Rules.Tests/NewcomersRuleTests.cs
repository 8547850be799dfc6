using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

/// <summary>A rule is one file, written as the design shows it; its test needs no bus.</summary>
public class NewcomersRuleTests
{
    private readonly SpendingBringsASeal _rule = new(new InForce<SpendingBringsASealSettings>(new()));

    [Test]
    public void It_gives_with_its_reason()
    {
        var decision = _rule.Decide(Shop.Ranked() with { LifetimeSpend = Money.Of(100, "USD") });

        Assert.That((decision.Gives, decision.Why), Is.EqualTo((true, "100.00 USD spent so far")));
    }

    [Test]
    public void It_passes_with_its_reason()
    {
        var decision = _rule.Decide(Shop.Ranked() with { LifetimeSpend = Money.Of(99.99m, "USD") });

        Assert.That((decision.Gives, decision.Why, decision.Lines.Count), Is.EqualTo((false, "only 99.99 USD spent so far", 0)));
    }

    [Test]
    public void A_line_keeps_a_reason_of_its_own_and_the_others_take_the_rules()
    {
        var decision = _rule.Decide(Shop.Ranked() with { LifetimeSpend = Money.Of(250, "USD") });

        Assert.That(decision.Lines, Is.EqualTo(new[]
        {
            new GestureLine { Kind = LineKind.Extra, Sku = "SEAL", Title = "A wax seal", Quantity = 1, Why = "they like wax" },
            new GestureLine { Kind = LineKind.HandwrittenNote, Quantity = 1, Text = "Sealed for you.", Why = "250.00 USD spent so far" },
        }));
    }
}
