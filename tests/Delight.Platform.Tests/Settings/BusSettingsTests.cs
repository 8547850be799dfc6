using Delight.Platform.Settings;

namespace Delight.Platform.Tests.Settings;

public class BusSettingsTests
{
    private const string NoAddress = "Delight:Bus:Uri is not an AMQP address; write it as amqp://user:password@host:5672/vhost (amqps for TLS).";
    private static readonly (string, string) RabbitMq = ("Bus:Transport", "RabbitMq");

    [Test]
    public void Without_any_setting_the_bus_is_in_memory()
    {
        Assert.That(PlatformSettings.Faults(), Is.Empty);
        Assert.That(new BusSettings().Transport, Is.EqualTo("InMemory"));
    }

    [TestCase("Kafka")]
    [TestCase("rabbitmq")]
    [TestCase("")]
    public void An_unknown_transport_is_a_sentence(string transport) =>
        Assert.That(PlatformSettings.Faults(("Bus:Transport", transport)), Is.EqualTo(new[]
        {
            $"Delight:Bus:Transport is \"{transport}\"; choose InMemory or RabbitMq.",
        }));

    [Test]
    public void Rabbitmq_without_an_address_is_a_sentence() =>
        Assert.That(PlatformSettings.Faults(RabbitMq), Is.EqualTo(new[]
        {
            "Delight:Bus:Uri is missing; with RabbitMq give it as amqp://user:password@host:5672/vhost.",
        }));

    [TestCase("localhost")]
    [TestCase("localhost:5672")]
    [TestCase("http://localhost:5672")]
    [TestCase("amqp://")]
    [TestCase("amqp:///vhost")]
    [TestCase(",")]
    [TestCase("amqp://a,http://b")]
    public void What_is_no_amqp_address_is_a_sentence(string uri) =>
        Assert.That(PlatformSettings.Faults(RabbitMq, ("Bus:Uri", uri)), Is.EqualTo(new[] { NoAddress }));

    [TestCase("amqp://localhost")]
    [TestCase("amqp://user:password@localhost:5672/vhost")]
    [TestCase("amqps://user:pass%40word@broker.example.com")]
    [TestCase("amqp://user:password@a,b:5673,c/vhost")]
    [TestCase("amqp://user:password@a/vhost,amqp://user:password@b/vhost")]
    public void An_amqp_address_will_do(string uri) => Assert.That(PlatformSettings.Faults(RabbitMq, ("Bus:Uri", uri)), Is.Empty);

    [TestCase("localhost:15672")]
    [TestCase("amqp://localhost:15672")]
    public void A_management_address_that_is_none_is_a_sentence(string uri) =>
        Assert.That(PlatformSettings.Faults(RabbitMq, ("Bus:Uri", "amqp://localhost"), ("Bus:ManagementUri", uri)), Is.EqualTo(new[]
        {
            "Delight:Bus:ManagementUri is not an address; write it as http://user:password@host:15672.",
        }));

    [Test]
    public void No_sentence_repeats_a_password() =>
        Assert.That(PlatformSettings.Faults(RabbitMq, ("Bus:Uri", "http://user:swordfish@host"), ("Bus:ManagementUri", "ftp://user:swordfish@host")),
            Has.Length.EqualTo(2).And.None.Contains("swordfish"));

    [TestCase("amqp://u:p@a:5672/v", "amqp://u:p@a:5672/v")]
    [TestCase("amqp://u:p@a,b/v", "amqp://u:p@a/v", "amqp://u:p@b/v")]
    [TestCase("amqp://u:p@a,b:5673/v", "amqp://u:p@a/v", "amqp://u:p@b:5673/v")]
    [TestCase("amqp://u:p@a:5671, b:5672 ,c:5673", "amqp://u:p@a:5671", "amqp://u:p@b:5672", "amqp://u:p@c:5673")]
    [TestCase("amqp://a,b", "amqp://a", "amqp://b")]
    [TestCase("amqps://u:p@a,b,c/v", "amqps://u:p@a/v", "amqps://u:p@b/v", "amqps://u:p@c/v")]
    [TestCase("amqp://u:p@a/v,amqp://u:p@b:5673/v", "amqp://u:p@a/v", "amqp://u:p@b:5673/v")]
    public void Several_hosts_of_a_cluster_can_be_named_in_two_ways(string uri, params string[] hosts) =>
        Assert.That(BusSettings.SplitHosts(uri), Is.EqualTo(hosts));
}
