using Delight.Platform.Settings;

namespace Delight.Platform.Tests.Settings;

public class StoreSettingsTests
{
    private const string CannotBeRead =
        "Delight:Store:ConnectionString cannot be read; write key=value pairs separated by semicolons, with the keys that the provider knows.";

    [Test]
    public void Without_any_setting_the_store_is_a_file()
    {
        Assert.That(PlatformSettings.Faults(), Is.Empty);
        Assert.That(new StoreSettings().Provider, Is.EqualTo("Sqlite"));
    }

    [TestCase("MySql")]
    [TestCase("postgres")]
    [TestCase("")]
    public void An_unknown_provider_is_a_sentence(string provider) =>
        Assert.That(PlatformSettings.Faults(("Store:Provider", provider)), Is.EqualTo(new[]
        {
            $"Delight:Store:Provider is \"{provider}\"; choose Sqlite or Postgres.",
        }));

    [Test]
    public void Postgres_without_a_connection_string_is_a_sentence() =>
        Assert.That(PlatformSettings.Faults(("Store:Provider", "Postgres")), Is.EqualTo(new[]
        {
            "Delight:Store:ConnectionString is missing; with Postgres give it as Host=…;Username=…;Password=…;Database=….",
        }));

    [TestCase("Postgres", "localhost")]
    [TestCase("Postgres", "Host=localhost;Sesame=open")]
    [TestCase("Postgres", "Username=delight;Database=delight")]
    [TestCase("Postgres", "Host=localhost;Port=many")]
    [TestCase("Sqlite", "delight.db")]
    [TestCase("Sqlite", "Data Source=delight.db;Host=localhost")]
    [TestCase("Sqlite", "Cache=Shared")]
    public void A_connection_string_that_cannot_be_read_is_a_sentence(string provider, string connection) =>
        Assert.That(PlatformSettings.Faults(("Store:Provider", provider), ("Store:ConnectionString", connection)), Is.EqualTo(new[] { CannotBeRead }));

    [TestCase("Postgres", "Host=localhost;Username=delight;Password=secret;Database=delight")]
    [TestCase("Sqlite", "Data Source=delight.db")]
    public void A_connection_string_of_the_provider_will_do(string provider, string connection) =>
        Assert.That(PlatformSettings.Faults(("Store:Provider", provider), ("Store:ConnectionString", connection)), Is.Empty);

    [Test]
    public void All_faults_of_all_sections_come_together() =>
        Assert.That(PlatformSettings.Faults(("Bus:Transport", "Kafka"), ("Store:Provider", "MySql"), ("Store:ConnectionString", "open sesame")), Is.EquivalentTo(new[]
        {
            "Delight:Bus:Transport is \"Kafka\"; choose InMemory or RabbitMq.",
            "Delight:Store:Provider is \"MySql\"; choose Sqlite or Postgres.",
            CannotBeRead,
        }));
}
