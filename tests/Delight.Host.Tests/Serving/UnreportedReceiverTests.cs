using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;

namespace Delight.Host.Tests.Serving;

/// <summary>A receiver that cannot report what it hands over: the spool it was given by mistake is another's, or the store is out of its reach.</summary>
public class UnreportedReceiverTests
{
    private static readonly string[] Shops = [$"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}"];

    [TestCase("spool")]
    [TestCase("store")]
    public async Task What_it_handed_over_is_pending_until_it_is_done(string missing)
    {
        await using var broker = await VirtualHost.CreateAsync();
        await using var database = await PostgresSchema.CreateAsync();
        using var folder = new TemporaryFolder();
        string[] bus = ["Bus:Transport=RabbitMq", "Bus:Uri=" + broker.Uri, "Bus:ManagementUri=" + broker.ManagementUri, "Store:Provider=Postgres"];
        string[] servers = [.. bus, "Store:ConnectionString=" + database.ConnectionString];
        string[] unreported = missing == "store" ? [.. bus, "Store:ConnectionString=Host=127.0.0.1;Port=1;Username=delight;Password=none;Database=delight"] : servers;
        await using var first = await Started.WithAsync([.. servers, .. Shops, "Roles:0=Receiver", "Spool:Path=" + folder.File("first")]);
        await Limit.UntilAsync(async () => (await first.GetAsync("/health/ready")).Status == 200, "the spool is the first one's");
        await using var second = await Started.WithAsync([.. unreported, .. Shops, "Roles:0=Receiver", "Spool:Path=" + folder.File(missing == "store" ? "second" : "first")]);
        await using var dashboard = await Started.WithAsync([.. servers, "Roles:0=Dashboard"]);
        await dashboard.StoreStandsAsync();
        await dashboard.SettledAsync();

        await Limit.UntilAsync(() => second.Log.Any(l => l.StartsWith("The bus stands", StringComparison.Ordinal)), "it can hand over");
        await Limit.UntilAsync(async () => await second.PostWebhookAsync(RawWebhook.Order(1)) == 200, "it takes a delivery");

        Assert.That((await dashboard.GetAsync("/api/v1/stats")).Body.GetProperty("pending").GetInt64(), Is.Positive);
        await using var others = await Started.WithAsync([.. servers, "Roles:0=Ledger", "Roles:1=Rules", "Roles:2=Fulfilment"]);
        await dashboard.SettledAsync();
        Assert.That((await dashboard.GetAsync("/api/v1/stats")).Body.GetProperty("orders").GetProperty("known").GetInt64(), Is.EqualTo(1));
    }
}
