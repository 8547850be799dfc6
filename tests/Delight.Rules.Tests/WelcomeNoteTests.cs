using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

public class WelcomeNoteTests
{
    private readonly WelcomeNote _rule = new(new InForce<WelcomeNoteSettings>(new()));

    [Test]
    public void The_first_order_gets_a_note_and_nothing_else()
    {
        var decision = _rule.Decide(Shop.Ranked(1));

        Assert.That((decision.Why, decision.Lines.Single().Kind), Is.EqualTo(("this is the customer's first order", LineKind.HandwrittenNote)));
        Assert.That(decision.Lines[0].Text, Does.StartWith("Dear Ada, welcome! "));
    }

    [Test]
    public void It_needs_no_name() => Assert.That(_rule.Decide(Shop.Ranked(1) with { CustomerFirstName = null }).Lines[0].Text, Does.StartWith("Welcome! "));

    [Test]
    public void A_later_order_gets_none() => Assert.That((_rule.Decide(Shop.Ranked(2)).Gives, _rule.Decide(Shop.Ranked(2)).Why), Is.EqualTo((false, "this is the customer's 2nd order, not the first")));
}
