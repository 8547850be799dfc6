using System.Net.Http.Json;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Delight.Platform.Tests.Bus;

public class RabbitMqBusTests : OnRabbitMq
{
    private static FulfilmentChanged Changed => new() { Shop = Shop.Domain, OrderId = 1, OrderName = "#1", State = ParcelState.Open, Lines = [], Version = 1 };

    [Test]
    public async Task A_process_without_consumers_declares_every_queue_all_the_same()
    {
        await using var process = await StartAsync([]);

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);

        Assert.That((await DepthsAsync(process)).Select(d => (d.Name, d.Ready)), Is.EqualTo(new[] { ("carrier", 1), ("rule-labels", 1) }));
        Assert.That(await QuorumQueuesAsync(), Is.SupersetOf(new[] { "carrier", "rule-labels" }));
        await using var worker = await StartAsync(Everybody);
        await Limit.UntilAsync(() => !Instructions.Carried.IsEmpty && !Instructions.Labelled.IsEmpty, "what waited is worked off");
    }

    [Test]
    public async Task A_message_that_one_of_our_queues_should_await_and_none_does_is_an_error()
    {
        await using var process = await StartAsync([]);

        Assert.That(() => process.Services.GetRequiredService<CurrentBus>().Now.Publish(Shop.Decided()).WaitAsync(Limit.Patience),
            Throws.InstanceOf<MessageReturnedException>());
        Assert.That(() => process.Handover.HandOverAsync(Shop.Decided(), Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience),
            Throws.InstanceOf<RabbitMQClientException>());
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
        Instructions.WhenCarrying = context =>
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
        var uri = new UriBuilder(Broker) { Password = "swordfish" }.Uri;

        await SaysAsync(uri, $"RabbitMQ at {uri.Host}:{uri.Port} refused the user or password. Correct Delight:Bus:Uri.");
    }

    [Test]
    public async Task A_virtual_host_that_is_not_there_is_named()
    {
        var uri = new UriBuilder(Broker) { Path = "nowhere" }.Uri;

        await SaysAsync(uri, $"RabbitMQ at {uri.Host}:{uri.Port}: NOT_ALLOWED - vhost nowhere not found");
    }

    [Test]
    public async Task What_is_published_for_outsiders_may_find_nobody()
    {
        await using var process = await StartAsync([]);

        Assert.That(() => process.Services.GetRequiredService<CurrentBus>().Now.Publish(Changed).WaitAsync(Limit.Patience), Throws.Nothing);
    }

    [Test]
    public async Task What_the_broker_refuses_to_confirm_is_published_again_for_as_long_as_it_takes()
    {
        const int TriesOfAMistake = 4;
        var tries = 0;
        Instructions.WhenCarrying = context =>
        {
            tries++;
            return context.Publish(Changed);
        };
        await using var process = await StartAsync([Everybody[0]]);
        var full = new Dictionary<string, object> { ["x-max-length"] = 0, ["x-overflow"] = "reject-publish" };
        (await Management.PutAsJsonAsync($"queues/{VirtualHost}/full", new { arguments = full })).EnsureSuccessStatusCode();
        (await Management.PostAsJsonAsync($"bindings/{VirtualHost}/e/{PublishedForOutsiders.Exchange}/q/full", new { })).EnsureSuccessStatusCode();

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await Limit.UntilAsync(() => tries > TriesOfAMistake, "it is tried more often than a mistake");
        (await Management.DeleteAsync($"queues/{VirtualHost}/full")).EnsureSuccessStatusCode();

        await Limit.UntilAsync(() => !Instructions.Carried.IsEmpty, "it is published when nothing refuses it any more");
    }

    [Test]
    public async Task A_queue_that_is_switched_off_gets_nothing_more_and_keeps_what_it_has()
    {
        await using (var before = await StartAsync([]))
        {
            await before.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        }

        await using (var off = await StartAsync(new Topology([Everybody[0]], []) { Off = ["rule-labels"] }))
        {
            await off.Handover.HandOverAsync(new ParcelSealed { Number = 2 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        }

        await using var again = await StartAsync([Everybody[1]]);
        await again.Handover.HandOverAsync(new ParcelSealed { Number = 3 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await Limit.UntilAsync(() => Instructions.Labelled.Contains(3), "the queue is read again");
        Assert.That(Instructions.Labelled, Is.EqualTo(new[] { 1, 3 }));
        await using var carriers = await StartAsync([Everybody[0]]);
        await Limit.UntilAsync(() => Instructions.Carried.Count == 3, "the other queue had everything");
    }

    [Test]
    public async Task A_queue_of_a_rule_that_is_no_more_is_shown_as_an_orphan()
    {
        (await Management.PutAsJsonAsync($"queues/{VirtualHost}/rule-of-yesterday", new { durable = true })).EnsureSuccessStatusCode();
        (await Management.PutAsJsonAsync($"queues/{VirtualHost}/a-warehouse", new { durable = true })).EnsureSuccessStatusCode();
        await using var process = await StartAsync([]);

        await Limit.UntilAsync(async () => (await DepthsAsync(process)).Any(d => d.Orphan), "the orphan is seen");
        Assert.That((await DepthsAsync(process)).Where(d => d.Orphan).Select(d => d.Name), Is.EqualTo(new[] { "rule-of-yesterday" }));
    }

    [TestCase(null)]
    [TestCase("<html>Bad gateway</html>")]
    [TestCase("{}")]
    public async Task A_management_address_that_is_silent_or_somebody_elses_costs_only_what_it_would_say(string? body)
    {
        using var odd = new OddServer(body);
        await using var process = await StartAsync(new Topology(Everybody, []), ("Bus:ManagementUri", odd.Address));

        Assert.That((await DepthsAsync(process)).Select(d => (d.Name, d.Unacknowledged)), Is.EqualTo(new (string, long?)[] { ("carrier", null), ("rule-labels", null) }));
    }

    [Test]
    public async Task A_bus_that_was_left_opens_no_connection_any_more()
    {
        var (factory, sockets) = (new ConnectionFactory { Uri = new Uri(Broker) }, new BusSockets());
        await sockets.WatchAsync(factory);
        await using (await factory.CreateConnectionAsync())
        {
            sockets.OpenNoMore();
        }

        Assert.That(() => factory.CreateConnectionAsync(), Throws.InstanceOf<BrokerUnreachableException>());
    }

    /// <summary>What a process says that waits for the broker.</summary>
    private async Task SaysAsync(Uri uri, string sentence)
    {
        await using var process = await TestProcess.BeginAsync(
            new Topology(Everybody, []), services => services.AddSingleton(Instructions), ("Bus:Transport", "RabbitMq"), ("Bus:Uri", uri.ToString()));
        var state = process.Services.GetRequiredService<BusState>();

        await Limit.UntilAsync(() => state.WaitsFor == sentence, $"it says: {sentence}");
    }
}
