using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>A decision is final for the standing it was made on.</summary>
public class ChangedSettingsTests
{
    [Test]
    public async Task A_change_of_settings_alone_decides_nothing_anew()
    {
        using var folder = new TemporaryFolder();
        string parcels, story;
        await using (var first = await StartAsync(folder, from: 1))
        {
            await first.PostOrderAsync(1);
            await first.SettledAsync();
            (parcels, story) = (await ParcelsAsync(first), await StoryAsync(first));
        }

        await using var second = await StartAsync(folder, from: 4);
        await second.SettledAsync();

        Assert.That(parcels, Does.Contain("handwritten-note"));
        Assert.That((await ParcelsAsync(second), await StoryAsync(second)), Is.EqualTo((parcels, story)));
        await second.PostOrderAsync(1);
        await second.SettledAsync();
        Assert.That(await ParcelsAsync(second), Is.EqualTo(parcels), "a repetition changes nothing either");
    }

    private static Task<Started> StartAsync(TemporaryFolder folder, int from) => Started.WithAsync(
        $"Store:ConnectionString=Data Source={folder.File("delight.db")}", $"Spool:Path={folder.File("spool")}",
        $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", $"Rules:FourthToSeventhOrder:From={from}");

    private static async Task<string> ParcelsAsync(Started server) => (await server.GetAsync("/api/v1/fulfilment?state=all")).Body.GetRawText();

    private static async Task<string> StoryAsync(Started server) => (await server.GetAsync($"/api/v1/orders/{Shop.Domain}/{Shop.OrderId(1)}")).Body.GetRawText();
}
