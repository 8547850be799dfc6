using Delight.Platform.Failures;
using Delight.Platform.Settings;
using Delight.Platform.Store;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Platform.Bus;

/// <summary>The one place where the bus is chosen.</summary>
internal static class BusSetup
{
    // Enough in hand for a coalescer to fill its transaction; some 300 KB of messages a queue.
    private const int InHand = 256;

    // RabbitMQ.Client queues 128 frames for a connection. When more wait to be written while the connection breaks, it never
    // notices that it broke (rabbitmq-dotnet-client, issue 1930), and the process never comes back. A message in work waits
    // with one frame at most, so that all queues of a process together stay below, with room for the client's own frames.
    private const int InWorkOnAConnection = 96;

    public static void AddBus(this IServiceCollection services, BusSettings settings, Topology topology)
    {
        services.AddMassTransit(bus => Configure(bus, settings, topology.Here, deployOnly: false));
        services.RemoveMassTransitHostedService(); // BusRun starts it when the store and the topology stand.
        services.AddSingleton(topology);
        services.AddSingleton<BusState>();
        services.AddSingleton<BusRun>();
        services.AddHostedService(p => p.GetRequiredService<BusRun>());
        if (settings.IsInMemory)
        {
            services.AddSingleton<InMemoryLoad>();
            services.AddReceiveObserver<InMemoryLoad>(p => p.GetRequiredService<InMemoryLoad>());
            services.AddPublishObserver<InMemoryLoad>(p => p.GetRequiredService<InMemoryLoad>());
            services.AddSingleton<IHandover, InMemoryHandover>();
            services.AddSingleton<IQueueDepths, InMemoryQueueDepths>();
            services.AddSingleton<IFailures, StoredFailures>();
        }
        else
        {
            services.AddSingleton<IHandover, RabbitMqHandover>();
            services.AddSingleton<IQueueDepths, RabbitMqQueueDepths>();
            services.AddSingleton<IFailures, RabbitMqFailures>();
        }
    }

    public static void Configure(IBusRegistrationConfigurator bus, BusSettings settings, IEnumerable<QueueConsumer> consumers, bool deployOnly)
    {
        bus.DisableUsageTelemetry(); // Nobody outside is told how a shop runs its queues.
        QueueConsumer[] here = [.. consumers];
        var inWork = settings.IsInMemory ? InHand : Math.Max(1, InWorkOnAConnection / Math.Max(1, here.DistinctBy(c => c.Queue).Count()));
        foreach (var consumer in here)
        {
            bus.AddConsumer(consumer.Consumer).Endpoint(e => e.Name = consumer.Queue);
        }

        bus.AddConfigureEndpointsCallback((context, _, endpoint) =>
        {
            (endpoint as IRabbitMqReceiveEndpointConfigurator)?.SetQuorumQueue();
            endpoint.PrefetchCount = InHand;
            endpoint.ConcurrentMessageLimit = inWork;
            if (!deployOnly)
            {
                RetryPolicy.Apply(endpoint, context.GetRequiredService<IStore>());
            }

            if (settings.IsInMemory && !deployOnly)
            {
                endpoint.ConfigureError(pipe =>
                {
                    pipe.UseFilter(new GenerateFaultFilter());
                    pipe.UseFilter(new KeepFailure(context.GetRequiredService<IStore>(), context.GetRequiredService<TimeProvider>()));
                });
            }
        });

        if (settings.IsInMemory)
        {
            bus.UsingInMemory((context, factory) => factory.ConfigureEndpoints(context));
        }
        else
        {
            bus.UsingRabbitMq((context, factory) =>
            {
                factory.DeployTopologyOnly = deployOnly;
                RabbitMqConnection.Configure(factory, settings);
                factory.ConfigurePublish(pipe => pipe.UseExecute(MandatoryWhereAwaited));
                factory.ConfigureEndpoints(context);
            });
        }
    }

    /// <summary>A message that one of our own queues awaits and none takes is an error, not a loss.
    /// Faults and what is published for outsiders may find nobody.</summary>
    private static void MandatoryWhereAwaited(PublishContext context)
    {
        if (!PublishedForOutsiders.Any(context.SupportedMessageTypes) && context.TryGetPayload<RabbitMqSendContext>(out var send))
        {
            send.Mandatory = true;
        }
    }
}

/// <summary>Message types that none of our own queues needs to take.</summary>
internal static class PublishedForOutsiders
{
    /// <summary>Declared at start, so that a warehouse can bind to it before the first parcel.</summary>
    public const string Exchange = "Delight.Contracts:" + nameof(Contracts.FulfilmentChanged);

    public static bool Any(IEnumerable<string> urns) => urns.Any(u =>
        u.EndsWith(":" + nameof(Contracts.FulfilmentChanged), StringComparison.Ordinal)
        || u.Contains("Fault", StringComparison.Ordinal));
}
