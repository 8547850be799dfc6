using Delight.Host.Serving;
using Microsoft.Extensions.Configuration;

namespace Delight.Host.Tests.Serving;

public class RolesTests
{
    [Test]
    public void Without_the_setting_a_process_does_everything() => Assert.That(Roles("InMemory"), Is.EquivalentTo(Enum.GetValues<Role>()));

    [Test]
    public void All_roles_may_be_named() => Assert.That(Roles("InMemory", Enum.GetNames<Role>()), Is.EquivalentTo(Enum.GetValues<Role>()));

    [Test]
    public void With_a_broker_the_roles_may_be_split() => Assert.That(Roles("RabbitMq", "Ledger", "Rules"), Is.EquivalentTo(new[] { Role.Ledger, Role.Rules }));

    [Test]
    public void A_role_named_twice_is_one_role() => Assert.That(Roles("RabbitMq", "Ledger", "Ledger"), Is.EquivalentTo(new[] { Role.Ledger }));

    [TestCase("Cook")]
    [TestCase("receiver")]
    [TestCase("0")]
    [TestCase("")]
    public void An_unknown_role_is_a_sentence(string role) =>
        Assert.That(Read("RabbitMq", "Ledger", role).Faults, Is.EqualTo(new[]
        {
            $"Delight:Roles names \"{role}\"; choose from Receiver, Ledger, Rules, Fulfilment, Dashboard, Shopify.",
        }));

    [Test]
    public void Every_unknown_role_has_a_sentence() =>
        Assert.That(Read("RabbitMq", "Cook", "Gardener").Faults, Has.Count.EqualTo(2));

    [TestCase("InMemory")]
    [TestCase(null)]
    public void Split_roles_without_a_broker_are_a_sentence(string? bus) =>
        Assert.That(Read(bus, "Receiver", "Ledger", "Dashboard").Faults, Is.EqualTo(new[]
        {
            "The in-memory bus reaches this process only, and Rules, Fulfilment, Shopify would run nowhere. Leave Delight:Roles out, or set Delight:Bus:Transport to RabbitMq.",
        }));

    [TestCase("InMemory")]
    [TestCase("RabbitMq")]
    public void All_roles_of_before_there_was_one_for_the_shops_side_are_all(string bus) =>
        Assert.That(Read(bus, "Receiver", "Ledger", "Rules", "Fulfilment", "Dashboard").Roles, Is.EquivalentTo(Enum.GetValues<Role>()));

    private static IReadOnlySet<Role> Roles(string? bus, params string[] names) => Read(bus, names).Roles;

    private static (IReadOnlySet<Role> Roles, IReadOnlyList<string> Faults) Read(string? bus, params string[] names) => HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        names.Select((n, i) => KeyValuePair.Create($"Delight:Roles:{i}", (string?)n)).Append(KeyValuePair.Create("Delight:Bus:Transport", bus))).Build());
}
