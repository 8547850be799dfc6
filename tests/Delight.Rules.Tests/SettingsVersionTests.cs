using Delight.ObjectMother;

namespace Delight.Rules.Tests;

public class SettingsVersionTests
{
    [Test]
    public void The_same_settings_have_the_same_version_and_changed_ones_another()
    {
        var (first, second) = (SettingsVersion.Of(With(100)), SettingsVersion.Of(With(100)));

        Assert.That(first, Has.Length.EqualTo(8).And.EqualTo(second));
        Assert.That(SettingsVersion.Of(With(101)), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_change_while_it_runs_is_another_version()
    {
        var settings = new InForce<SpendingBringsASealSettings>(new() { AtLeast = 1 });
        var rule = new SpendingBringsASeal(settings);
        var before = SettingsVersion.Of(rule);

        settings.Change(new() { AtLeast = 2 });

        Assert.That(SettingsVersion.Of(rule), Is.Not.EqualTo(before));
    }

    [Test]
    public void A_rule_without_settings_has_none() => Assert.That(SettingsVersion.Of(new Plain()), Is.Null);

    private static SpendingBringsASeal With(decimal atLeast) => new(new InForce<SpendingBringsASealSettings>(new() { AtLeast = atLeast }));

    private sealed class Plain : Rule<Contracts.OrderRanked>
    {
        public override Decision Decide(Contracts.OrderRanked happened) => Pass.Because("it is plain");
    }
}
