using System.Collections.Concurrent;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.Platform.Bus;
using Delight.Platform.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Host.Tests.Serving;

/// <summary>Decided once, published until acknowledged: what was written and could not be published is published when its message
/// comes again, whichever way it comes.</summary>
[TestFixture(BusSettings.InMemory)]
[TestFixture(BusSettings.RabbitMq)]
public class PublishedAtLastTests(string transport)
{
    /// <summary>How often a message is tried before it has to wait, or is given up.</summary>
    private const int InARow = 4;
    private VirtualHost? _broker;

    [SetUp]
    public async Task MakeVirtualHost() => _broker = transport == BusSettings.RabbitMq ? await VirtualHost.CreateAsync() : null;

    [TearDown]
    public async Task DropVirtualHost() => await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task A_standing_when_its_order_comes_back_from_waiting()
    {
        await using var server = await StartAsync(waits: 1);
        var publisher = Fail<OrderRanked>(server);

        await server.PostOrderAsync(1);

        await SettledAsync(server, publisher.Published);
    }

    [Test]
    public async Task A_standing_when_its_order_is_replayed_by_hand()
    {
        await using var server = await StartAsync(waits: 0);
        var publisher = Fail<OrderRanked>(server);
        await server.PostOrderAsync(1);

        await ReplayAsync(server);

        await SettledAsync(server, publisher.Published);
    }

    [Test]
    public async Task A_parcel_when_its_answer_comes_back_from_waiting()
    {
        await using var server = await StartAsync(waits: 1);
        var publisher = Fail<FulfilmentChanged>(server);

        await server.PostOrderAsync(1);

        await SettledAsync(server, publisher.Published);
    }

    [Test]
    public async Task A_parcel_when_its_answer_is_replayed_by_hand()
    {
        await using var server = await StartAsync(waits: 0);
        var publisher = Fail<FulfilmentChanged>(server);
        await server.PostOrderAsync(1);

        await ReplayAsync(server);

        await SettledAsync(server, publisher.Published);
    }

    private static FailingPublisher<T> Fail<T>(Started server)
    {
        var publisher = new FailingPublisher<T>(InARow);
        server.Services.GetRequiredService<CurrentBus>().Now.ConnectPublishObserver(publisher);
        return publisher;
    }

    private static Task ReplayAsync(Started server) => Limit.UntilAsync(
        async () => (await server.PostAsync("/api/v1/failures/replay", new { all = true })).Body.GetProperty("messages").GetInt32() == 1, "it has failed and is given back");

    private static async Task SettledAsync(Started server, ConcurrentQueue<object> published)
    {
        await Limit.UntilAsync(() => published.Count == 1, "it is published");
        await server.SettledAsync();
    }

    private async Task<Started> StartAsync(int waits)
    {
        string[] onBroker = _broker is null ? [] : ["Bus:Transport=RabbitMq", "Bus:Uri=" + _broker.Uri, "Bus:ManagementUri=" + _broker.ManagementUri];
        var server = await Started.WithAsync([
            .. onBroker, $"Bus:RetryAfterSeconds:0={waits}", $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", "Rules:FourthToSeventhOrder:From=1",
        ]);
        await server.Services.GetRequiredService<BusState>().Started.WaitAsync(Limit.Patience);
        return server;
    }
}
