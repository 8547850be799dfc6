using Delight.Platform.Settings;
using Delight.Platform.Store;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Bus;

/// <summary>Whether the bus stands: store upgraded, every queue declared, consumers running.</summary>
public sealed class BusState
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    /// <summary>Every table is there.</summary>
    public bool StoreStands { get; internal set; }

    /// <summary>What it waits for, as a sentence; absent when it works.</summary>
    public string? WaitsFor { get; internal set; } = "The bus is starting.";

    /// <summary>Why the tables are not there yet, as a sentence; the bus of a process that needs no store does not wait for it.</summary>
    public string? StoreWaitsFor { get; internal set; }

    /// <returns>That the broker is away, as a sentence; nothing when the failure has another cause.</returns>
    public string? Explain(Exception failure) =>
        failure is BusDownException ? failure.Message
        : failure is TimeoutException || RabbitMqConnection.IsTransient(failure) ? WaitsFor ?? "RabbitMQ does not answer. Try again."
        : null;

    internal void Stands()
    {
        WaitsFor = null;
        _started.TrySetResult();
    }
}

/// <summary>Brings up store, topology and bus in this order, and waits for each without end: the order in which
/// servers are started does not matter. Afterwards a bus that stands still is made anew.</summary>
internal sealed class BusRun(
    IServiceProvider services, CurrentBus bus, BusState state, Topology topology, SchemaUpgrade schema, IStore store,
    IOptions<BusSettings> settings, TimeProvider time, ILogger<BusRun> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // With a broker that is just coming up, the client may wait for an answer, or for its own end, and never return.
    private static readonly TimeSpan AttemptMayTake = TimeSpan.FromSeconds(30);

    private bool BusNeedsStore => services.GetService<WithoutStore>() is null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            var upgrade = UpgradeAsync(stoppingToken);
            if (BusNeedsStore)
            {
                await upgrade;
            }

            if (!settings.Value.IsInMemory)
            {
                EscapedFailures.SayIn(log);
                await UntilAsync(ct => InTimeAsync(ReachBrokerAsync, ct), e => RabbitMqConnection.Explain(settings.Value, e), stoppingToken);
                await UntilAsync(ct => InTimeAsync(DeployTopologyAsync, ct), e => RabbitMqConnection.Explain(settings.Value, e), stoppingToken);
            }

            await UntilAsync(bus.StartAsync, e => RabbitMqConnection.Explain(settings.Value, e), stoppingToken);
            state.Stands();
            Log.BusStands(log);
            if (services.GetService<BusWatch>() is { } watch)
            {
                await watch.RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is being stopped.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await bus.StopAsync(cancellationToken);
    }

    private async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        await UntilAsync(schema.RunAsync, store.Explain, cancellationToken, ofStore: true);
        state.StoreWaitsFor = null;
        state.StoreStands = true;
    }

    /// <summary>Fails at once and says why, where the bus would try again in silence.</summary>
    private async Task ReachBrokerAsync(CancellationToken cancellationToken)
    {
        await using var connection = await RabbitMqConnection.OpenAsync(settings.Value, "delight start", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken); // Says it when there is no such virtual host.
    }

    /// <summary>Declares every queue and binding of every role, so that nothing is published into the void.</summary>
    private async Task DeployTopologyAsync(CancellationToken cancellationToken)
    {
        await using var provider = BusSetup.BuildDeployer(settings.Value, topology);
        var deployer = provider.GetRequiredService<IBusControl>();
        await deployer.StartAsync(cancellationToken);
        await deployer.StopAsync(CancellationToken.None);
        await using var connection = await RabbitMqConnection.OpenAsync(settings.Value, "delight start", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(PublishedForOutsiders.Exchange, "fanout", durable: true, autoDelete: false, cancellationToken: cancellationToken);
        foreach (var queue in topology.Off)
        {
            // The exchange in front of the queue, with its bindings; what waits in the queue stays until it is switched on again.
            await channel.ExchangeDeleteAsync(queue, cancellationToken: cancellationToken);
        }
    }

    private static async Task InTimeAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AttemptMayTake);
        await attempt(limit.Token).WaitAsync(limit.Token);
    }

    private async Task UntilAsync(Func<CancellationToken, Task> attempt, Func<Exception, string> explain, CancellationToken cancellationToken, bool ofStore = false)
    {
        while (true)
        {
            try
            {
                await attempt(cancellationToken);
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // Waited for on purpose: said in the log and by /health/ready, and tried again.
                var says = explain(failure);
                if ((ofStore ? state.StoreWaitsFor : state.WaitsFor) != says)
                {
                    Log.Waits(log, says);
                }

                state.StoreWaitsFor = ofStore ? says : state.StoreWaitsFor;
                state.WaitsFor = ofStore && !BusNeedsStore ? state.WaitsFor : says;

                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}

/// <summary>Registered by processes whose roles need no store.</summary>
internal sealed class WithoutStore;
