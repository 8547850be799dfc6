using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Platform.Tests.Bus;

/// <summary>A virtual host of the fixture's own, two queues, and consumers that do as they are told.</summary>
public abstract class OnRabbitMq
{
    private protected static QueueConsumer[] Everybody { get; } = [new("carrier", typeof(CarryParcel)), new("rule-labels", typeof(LabelParcel))];

    private protected string VirtualHost { get; } = $"test-{Guid.NewGuid():N}";

    private protected string Broker { get; private set; } = "";

    private protected HttpClient Management { get; private set; } = null!;

    private protected Instructions Instructions { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task CreateVirtualHost()
    {
        var broker = Environment.GetEnvironmentVariable("DELIGHT_TEST_RABBITMQ");
        var management = Environment.GetEnvironmentVariable("DELIGHT_TEST_RABBITMQ_MANAGEMENT");
        if (string.IsNullOrEmpty(broker) || string.IsNullOrEmpty(management))
        {
            Assert.Ignore("No RabbitMQ: run tests/run.sh.");
        }

        var address = new Uri(management);
        Management = new HttpClient { BaseAddress = new Uri($"http://{address.Authority}/api/") };
        Management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(address.UserInfo)));
        (await Management.PutAsJsonAsync($"vhosts/{VirtualHost}", new { })).EnsureSuccessStatusCode();
        (await Management.PutAsJsonAsync($"permissions/{VirtualHost}/{new Uri(broker).UserInfo.Split(':')[0]}",
            new { configure = ".*", write = ".*", read = ".*" })).EnsureSuccessStatusCode();
        Broker = new UriBuilder(broker) { Path = VirtualHost }.Uri.ToString();
    }

    [OneTimeTearDown]
    public async Task DeleteVirtualHost()
    {
        if (Management is not null)
        {
            await Management.DeleteAsync($"vhosts/{VirtualHost}");
            Management.Dispose();
        }
    }

    [SetUp]
    public void NobodyWorksYet() => Instructions = new Instructions();

    private protected static Task<IReadOnlyList<QueueDepth>> DepthsAsync(TestProcess process) => process.Depths.ReadAsync(CancellationToken.None);

    private protected Task<TestProcess> StartAsync(QueueConsumer[] here) => StartAsync(new Topology(Everybody, here));

    private protected Task<TestProcess> StartAsync(Topology topology, params (string Name, string Value)[] settings) => TestProcess.StartAsync(
        topology, services => services.AddSingleton(Instructions),
        [.. settings, ("Bus:Transport", "RabbitMq"), ("Bus:Uri", Broker), ("Bus:ManagementUri", Environment.GetEnvironmentVariable("DELIGHT_TEST_RABBITMQ_MANAGEMENT")!)]);

    private protected async Task<string[]> QuorumQueuesAsync() =>
        [.. (await Management.GetFromJsonAsync<JsonElement[]>($"queues/{VirtualHost}"))!
            .Where(q => q.GetProperty("type").GetString() == "quorum").Select(q => q.GetProperty("name").GetString()!)];
}
