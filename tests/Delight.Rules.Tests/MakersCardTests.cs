using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

public class MakersCardTests
{
    private readonly MakersCardSettings _settings = new() { Makers = ["Beverly", "Ingo"], Address = "12 Mill Lane, Portsoy" };

    [Test]
    public void The_card_is_in_a_makers_name_with_the_address_under_it_and_the_seal_is_last()
    {
        var decision = Decide(2);

        Assert.That(decision.Lines.Select(l => (l.Kind, l.Title)), Is.EqualTo(new (string, string?)[] { (LineKind.GreetingCard, null), (LineKind.WaxSeal, "A wax seal") }));
        Assert.That(decision.Lines[0].Text, Is.EqualTo("Thank you for shopping with us. Your order was made with *love* by *Beverly*. You are welcome back anytime.\n12 Mill Lane, Portsoy"));
    }

    [Test]
    public void The_makers_take_turns() => Assert.That(Enumerable.Range(2, 4).Select(n => Decide(n).Why), Is.EqualTo(new[] { "it is Beverly's turn", "it is Ingo's turn", "it is Beverly's turn", "it is Ingo's turn" }));

    [Test]
    public void Without_a_seal_there_is_the_card_alone()
    {
        _settings.Seal = "";

        Assert.That(Decide(2).Lines.Single().Kind, Is.EqualTo(LineKind.GreetingCard));
    }

    [Test]
    public void Without_makers_there_is_nothing()
    {
        _settings.Makers = [];

        Assert.That((Decide(2).Gives, Decide(2).Why), Is.EqualTo((false, "nothing that was bought names its maker, and none is named in Delight:Rules:MakersCard:Makers")));
    }

    [TestCase("ingo", "ingo made what was bought")]
    [TestCase("A wholesaler", "it is Beverly's turn")]
    public void Whoever_made_what_was_bought_signs_when_they_are_one_of_the_makers(string maker, string why) =>
        Assert.That(Decide(2, new OrderItem("Tea"), new OrderItem("A candle", maker)).Why, Is.EqualTo(why));

    [Test]
    public void Without_makers_whoever_the_product_names_signs()
    {
        _settings.Makers = [];

        Assert.That(Decide(2, new OrderItem("A candle", "Hild")).Lines[0].Text, Does.Contain("by *Hild*"));
    }

    private Decision Decide(int order, params OrderItem[] items) => new MakersCard(new InForce<MakersCardSettings>(_settings)).Decide(Shop.Ranked(order) with { OrderId = order, Items = items });
}
