using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

/// <summary>Some orders get nothing from any rule, whatever the rule says.</summary>
public class BarredOrdersTests
{
    private const string Rule = "generous";
    private static readonly Decision Generous = new(true, "everybody gets one", [Shop.Extra()]);

    [TestCase("it is cancelled")]
    [TestCase("it has no customer (guest checkout)")]
    public void An_order_that_does_not_count_gets_nothing(string because)
    {
        var answer = Subject.Answer(Rule, Shop.NotCounting(4, because), () => Generous);

        Assert.That((answer.Gives, answer.Why), Is.EqualTo((false, $"the order does not count: {because}")));
        Assert.That(answer.Lines, Is.Empty);
    }

    [Test]
    public void An_order_of_which_nothing_is_shipped_gets_nothing()
    {
        var answer = Subject.Answer(Rule, Shop.Ranked(4) with { RequiresShipping = false }, () => Generous);

        Assert.That((answer.Gives, answer.Why), Is.EqualTo((false, "nothing of it is shipped, so there is no parcel")));
        Assert.That(answer.Lines, Is.Empty);
    }

    [Test]
    public void A_barred_order_is_not_shown_to_the_rule() =>
        Assert.That(() => Subject.Answer(Rule, Shop.NotCounting(), () => throw new InvalidOperationException("Asked.")), Throws.Nothing);

    [Test]
    public void Any_other_order_gets_what_the_rule_says()
    {
        var answer = Subject.Answer(Rule, Shop.Ranked(4), () => Generous);

        Assert.That((answer.Gives, answer.Why), Is.EqualTo((true, "everybody gets one")));
        Assert.That(answer.Lines, Is.EqualTo(Generous.Lines));
    }

    [TestCase("Ada has bought for a year", ExpectedResult = "the customer has bought for a year")]
    [TestCase("Adaptation of an Ada", ExpectedResult = "Adaptation of an the customer")]
    public string A_reason_names_nobody_since_it_is_kept(string because)
    {
        var answer = Subject.Answer(Rule, Shop.Ranked(4) with { CustomerFirstName = "Ada" }, () => new Decision(true, because, [Shop.Extra() with { Why = because }, Shop.Note("Dear Ada")]));

        Assert.That(answer.Lines[0].Why, Is.EqualTo(answer.Why));
        Assert.That(answer.Lines[1].Text, Is.EqualTo("Dear Ada"));
        return answer.Why;
    }

    [Test]
    public void The_answer_carries_the_orders_facts()
    {
        var order = Shop.Ranked(5) with { Version = 3, Fulfilled = true };

        var answer = Subject.Answer(Rule, order, () => Generous);

        IReadOnlyList<GestureLine> none = [];
        Assert.That(answer with { Lines = none }, Is.EqualTo(new GestureDecided
        {
            Shop = order.Shop,
            OrderId = order.OrderId,
            OrderName = order.OrderName,
            CustomerId = order.CustomerId,
            OrderedAt = order.CreatedAt,
            Ordinal = 5,
            OrderTotal = order.Total,
            Fulfilled = true,
            Rule = Rule,
            Version = 3,
            Gives = true,
            Why = "everybody gets one",
            Lines = none,
        }));
    }

    [Test]
    public void An_event_of_an_unknown_type_is_a_mistake_that_names_the_place_to_mend() =>
        Assert.That(() => Subject.Answer(Rule, new object(), () => Generous),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("Subject.cs"));
}
