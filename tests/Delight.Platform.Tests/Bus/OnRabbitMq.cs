using System.Net.Http.Json;
using System.Text.Json;
using Delight.ObjectMother.Buses;
using Delight.Platform.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Platform.Tests.Bus;

/// <summary>A virtual host of the fixture's own, two queues, and consumers that do as they are told.</summary>
public abstract class OnRabbitMq
{
    private protected static QueueConsumer[] Everybody { get; } = [new("carrier", typeof(CarryParcel)), new("rule-labels", typeof(LabelParcel))];

    private VirtualHost? _broker;

    private protected string VirtualHost => _broker!.Name;

    private protected string Broker => _broker!.Uri;

    private protected HttpClient Management => _broker!.Management;

    private protected Instructions Instructions { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task CreateVirtualHost() => _broker = await ObjectMother.Buses.VirtualHost.CreateAsync();

    [OneTimeTearDown]
    public async Task DeleteVirtualHost()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }

    [SetUp]
    public void NobodyWorksYet() => Instructions = new Instructions();

    private protected static Task<IReadOnlyList<QueueDepth>> DepthsAsync(TestProcess process) => process.Depths.ReadAsync(CancellationToken.None);

    private protected Task<TestProcess> StartAsync(QueueConsumer[] here) => StartAsync(new Topology(Everybody, here));

    private protected Task<TestProcess> StartAsync(Topology topology, params (string Name, string Value)[] settings) => TestProcess.StartAsync(
        topology, services => services.AddSingleton(Instructions),
        [.. settings, ("Bus:Transport", "RabbitMq"), ("Bus:Uri", Broker), ("Bus:ManagementUri", _broker!.ManagementUri)]);

    private protected async Task<string[]> QuorumQueuesAsync() =>
        [.. (await Management.GetFromJsonAsync<JsonElement[]>($"queues/{VirtualHost}"))!
            .Where(q => q.GetProperty("type").GetString() == "quorum").Select(q => q.GetProperty("name").GetString()!)];
}
