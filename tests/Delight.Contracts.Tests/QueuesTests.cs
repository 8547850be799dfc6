namespace Delight.Contracts.Tests;

/// <summary>Queues hold what is under way when a new version starts, so their names stay.</summary>
public class QueuesTests
{
    [Test]
    public void Names_are_pinned() => Assert.Multiple(() =>
    {
        Assert.That(Queues.Ledger, Is.EqualTo("ledger"));
        Assert.That(Queues.Quarantine, Is.EqualTo("quarantine"));
        Assert.That(Queues.Privacy, Is.EqualTo("privacy"));
        Assert.That(Queues.Merges, Is.EqualTo("merges"));
        Assert.That(Queues.Fulfilment, Is.EqualTo("fulfilment"));
        Assert.That(Queues.OfRule("fourth-to-seventh-order"), Is.EqualTo("rule-fourth-to-seventh-order"));
    });

    [TestCase("rule-wax-seal", true)]
    [TestCase("ledger", false)]
    [TestCase("my-rule-wax-seal", false)]
    [TestCase("RULE-WAX-SEAL", false)]
    public void A_rules_queue_is_known_by_its_name(string queue, bool isRules) =>
        Assert.That(Queues.IsRules(queue), Is.EqualTo(isRules));

    [Test]
    public void A_queue_names_its_rule() => Assert.That(Queues.RuleOf(Queues.OfRule("wax-seal")), Is.EqualTo("wax-seal"));
}
