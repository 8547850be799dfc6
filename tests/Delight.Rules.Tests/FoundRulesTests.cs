using System.Reflection;
using Delight.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Rules.Tests;

public class FoundRulesTests
{
    private static readonly Assembly Here = typeof(FoundRulesTests).Assembly;

    [Test]
    public void Every_sealed_rule_is_found() => Assert.That(RulesModule.In(Here), Does.Contain(typeof(SpendingBringsASeal)));

    [Test]
    public void A_rule_may_stand_on_another_class_that_is_one() => Assert.That(RulesModule.In(Here), Does.Contain(typeof(LoyalOnMonday)));

    [Test]
    public void What_is_not_sealed_is_no_rule_yet() =>
        Assert.That(RulesModule.In(Here), Has.No.Member(typeof(Loyal)).And.No.Member(typeof(NotSealed)));

    [Test]
    public void They_come_in_the_order_of_their_names() => Assert.That(RulesModule.In(Here).Select(r => r.Name), Is.Ordered);

    [Test]
    public void A_rules_sentence_is_the_summary_of_its_class_on_one_line() =>
        Assert.That(RulesModule.Sentence(typeof(FourthToSeventhOrder)),
            Is.EqualTo("Customers on their fourth to seventh order find something extra in the parcel, and a note."));

    [Test]
    public void A_rule_without_a_summary_is_asked_for_one() =>
        Assert.That(RulesModule.Sentence(typeof(LoyalOnMonday)), Is.EqualTo("(Say in the class's <summary> what the rule does.)"));

    [Test]
    public void A_newcomers_rule_has_its_settings_bound_without_anything_else_edited()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(With(("AtLeast", "42.5")));
        services.AddRules(RulesModule.In(Here));
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IOptionsMonitor<SpendingBringsASealSettings>>().CurrentValue.AtLeast, Is.EqualTo(42.5m));
    }

    [Test]
    public void Its_settings_can_be_listed() => Assert.Multiple(() =>
    {
        Assert.That(RulesModule.Settings(typeof(SpendingBringsASeal), With()), Is.EqualTo(new[] { ("AtLeast", "100") }));
        Assert.That(RulesModule.Settings(typeof(SpendingBringsASeal), With(("AtLeast", "42.5"))), Is.EqualTo(new[] { ("AtLeast", "42.5") }));
    });

    [Test]
    public void A_rule_without_settings_lists_none() => Assert.That(RulesModule.Settings(typeof(LoyalOnMonday), With()), Is.Empty);

    private static IConfiguration With(params (string Name, string Value)[] settings) => new ConfigurationBuilder().AddInMemoryCollection(
        settings.Select(s => KeyValuePair.Create($"Delight:Rules:SpendingBringsASeal:{s.Name}", (string?)s.Value))).Build();

    private abstract class Loyal : Rule<OrderRanked>;

    private sealed class LoyalOnMonday : Loyal
    {
        public override Decision Decide(OrderRanked happened) => Pass.Because("it is not Monday");
    }

    public class NotSealed : Rule<OrderRanked>
    {
        public override Decision Decide(OrderRanked happened) => Pass.Because("it is not finished");
    }
}
