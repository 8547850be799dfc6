using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Tests.Failures;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Platform.Tests.Bus;

/// <summary>On a virtual host of its own.</summary>
public class RabbitMqBusTests
{
    private static readonly QueueConsumer[] Everybody = [new("carrier", typeof(CarryParcel)), new("rule-labels", typeof(LabelParcel))];
    private readonly string _virtualHost = $"test-{Guid.NewGuid():N}";
    private Instructions _instructions = null!;
    private HttpClient _management = null!;
    private string _uri = "";

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
        _management = new HttpClient { BaseAddress = new Uri($"http://{address.Authority}/api/") };
        _management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(address.UserInfo)));
        (await _management.PutAsJsonAsync($"vhosts/{_virtualHost}", new { })).EnsureSuccessStatusCode();
        (await _management.PutAsJsonAsync($"permissions/{_virtualHost}/{new Uri(broker).UserInfo.Split(':')[0]}",
            new { configure = ".*", write = ".*", read = ".*" })).EnsureSuccessStatusCode();
        _uri = new UriBuilder(broker) { Path = _virtualHost }.Uri.ToString();
    }

    [OneTimeTearDown]
    public async Task DeleteVirtualHost()
    {
        if (_management is not null)
        {
            await _management.DeleteAsync($"vhosts/{_virtualHost}");
            _management.Dispose();
        }
    }

    [SetUp]
    public void NobodyWorksYet() => _instructions = new Instructions();

    [Test]
    public async Task A_process_without_consumers_declares_every_queue_all_the_same()
    {
        await using var process = await StartAsync([]);

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);

        Assert.That((await DepthsAsync(process)).Select(d => (d.Name, d.Ready)), Is.EqualTo(new[] { ("carrier", 1), ("rule-labels", 1) }));
        Assert.That(await QuorumQueuesAsync(), Is.SupersetOf(new[] { "carrier", "rule-labels" }));
        await using var worker = await StartAsync(Everybody);
        await Limit.UntilAsync(() => !_instructions.Carried.IsEmpty && !_instructions.Labelled.IsEmpty, "what waited is worked off");
    }

    [Test]
    public async Task A_message_that_one_of_our_queues_should_await_and_none_does_is_an_error()
    {
        await using var process = await StartAsync([]);

        Assert.That(() => process.Services.GetRequiredService<IBus>().Publish(Shop.Decided()).WaitAsync(Limit.Patience),
            Throws.InstanceOf<MessageReturnedException>());
        Assert.That(() => process.Handover.HandOverAsync(Shop.Decided(), Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience),
            Throws.InstanceOf<RabbitMQ.Client.Exceptions.RabbitMQClientException>());
    }

    [Test]
    public async Task After_an_error_the_next_message_is_handed_over()
    {
        await using var process = await StartAsync([]);
        Assert.That(() => process.Handover.HandOverAsync(Shop.Decided(), Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience), Throws.Exception);

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
    }

    [Test]
    public async Task A_message_arrives_whole_under_its_own_id()
    {
        var arrived = new TaskCompletionSource<(int, Guid?)>();
        _instructions.WhenCarrying = context =>
        {
            arrived.TrySetResult((context.Message.Number, context.MessageId));
            return Task.CompletedTask;
        };
        await using var process = await StartAsync(Everybody);
        var id = Guid.NewGuid();

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 42 }, id, CancellationToken.None).WaitAsync(Limit.Patience);

        Assert.That(await arrived.Task.WaitAsync(Limit.Patience), Is.EqualTo((42, (Guid?)id)));
    }

    [Test]
    public async Task A_wrong_password_is_a_sentence_without_the_password()
    {
        var uri = new UriBuilder(_uri) { Password = "swordfish" }.Uri;

        await SaysAsync(uri, $"RabbitMQ at {uri.Host}:{uri.Port} refused the user or password. Correct Delight:Bus:Uri.");
    }

    [Test]
    public async Task A_virtual_host_that_is_not_there_is_named()
    {
        var uri = new UriBuilder(_uri) { Path = "nowhere" }.Uri;

        await SaysAsync(uri, $"RabbitMQ at {uri.Host}:{uri.Port}: NOT_ALLOWED - vhost nowhere not found");
    }

    [Test]
    public async Task What_is_published_for_outsiders_may_find_nobody()
    {
        await using var process = await StartAsync([]);
        var changed = new FulfilmentChanged { Shop = Shop.Domain, OrderId = 1, OrderName = "#1", State = ParcelState.Open, Lines = [], Version = 1 };

        Assert.That(() => process.Services.GetRequiredService<IBus>().Publish(changed).WaitAsync(Limit.Patience), Throws.Nothing);
    }

    [Test]
    public async Task A_mistake_goes_to_the_queues_own_error_queue_and_hurts_no_other()
    {
        _instructions.WhenCarrying = _ => throw new InvalidOperationException("The string broke.");
        await using var process = await StartAsync(Everybody);

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);

        await Limit.UntilAsync(async () => (await DepthsAsync(process))[0].ErrorDepth == 1, "the message is in the error queue");
        Assert.That(_instructions.Labelled, Is.EqualTo(new[] { 1 }));
        Assert.That((await DepthsAsync(process))[1].ErrorDepth, Is.Zero);
        Assert.That(await QuorumQueuesAsync(), Does.Contain("carrier_error"));
    }

    [Test]
    public async Task What_failed_is_listed_by_its_cause()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.ListedByCauseAsync(process, _instructions);
    }

    [Test]
    public async Task What_failed_is_worked_off_once_when_it_is_replayed()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.ReplayedOnceAsync(process, _instructions);
    }

    [Test]
    public async Task What_fails_again_is_there_again()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.OneThatFailsAgainIsThereAgainAsync(process, _instructions);
    }

    [Test]
    public async Task One_message_is_looked_at_and_discarded()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.OneOfThemDiscardedAsync(process, _instructions);
    }

    [Test]
    public async Task A_queue_of_a_rule_that_is_no_more_is_shown_as_an_orphan()
    {
        (await _management.PutAsJsonAsync($"queues/{_virtualHost}/rule-of-yesterday", new { durable = true })).EnsureSuccessStatusCode();
        (await _management.PutAsJsonAsync($"queues/{_virtualHost}/a-warehouse", new { durable = true })).EnsureSuccessStatusCode();
        await using var process = await StartAsync([]);

        await Limit.UntilAsync(async () => (await DepthsAsync(process)).Any(d => d.Orphan), "the orphan is seen");
        Assert.That((await DepthsAsync(process)).Where(d => d.Orphan).Select(d => d.Name), Is.EqualTo(new[] { "rule-of-yesterday" }));
    }

    private static Task<IReadOnlyList<QueueDepth>> DepthsAsync(TestProcess process) => process.Depths.ReadAsync(CancellationToken.None);

    private Task<TestProcess> StartAsync(QueueConsumer[] here) => TestProcess.StartAsync(
        new Topology(Everybody, here), services => services.AddSingleton(_instructions),
        ("Bus:Transport", "RabbitMq"), ("Bus:Uri", _uri), ("Bus:ManagementUri", Environment.GetEnvironmentVariable("DELIGHT_TEST_RABBITMQ_MANAGEMENT")!));

    /// <summary>What a process says that waits for the broker.</summary>
    private async Task SaysAsync(Uri uri, string sentence)
    {
        await using var process = await TestProcess.BeginAsync(
            new Topology(Everybody, []), services => services.AddSingleton(_instructions), ("Bus:Transport", "RabbitMq"), ("Bus:Uri", uri.ToString()));
        var state = process.Services.GetRequiredService<BusState>();

        await Limit.UntilAsync(() => state.WaitsFor == sentence, $"it says: {sentence}");
    }

    private async Task PurgeAsync() => await _management.DeleteAsync($"queues/{_virtualHost}/carrier_error");

    private async Task<string[]> QuorumQueuesAsync() =>
        [.. (await _management.GetFromJsonAsync<JsonElement[]>($"queues/{_virtualHost}"))!
            .Where(q => q.GetProperty("type").GetString() == "quorum").Select(q => q.GetProperty("name").GetString()!)];
}
