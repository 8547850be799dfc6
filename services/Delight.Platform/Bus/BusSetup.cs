using Delight.Platform.Failures;
using Delight.Platform.Settings;
using Delight.Platform.Store;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Delight.Platform.Bus;

/// <summary>The one place where the bus is chosen.</summary>
internal static class BusSetup
{
    // RabbitMQ.Client queues 128 frames for a connection. When more wait to be written while the connection breaks, it never
    // notices that it broke (rabbitmq-dotnet-client, issue 1930), and the process never comes back. A message in work waits
    // with one frame at most, so that all queues of a process together stay below, with room for the client's own frames.
    private const int InWorkOnAConnection = 96;

    public static void AddBus(this IServiceCollection services, BusSettings settings, Topology topology)
    {
        services.AddSingleton(topology);
        services.AddSingleton<BusState>();
        services.AddSingleton<CurrentBus>();
        services.AddSingleton<BusRun>();
        services.AddHostedService(p => p.GetRequiredService<BusRun>());
        if (settings.IsInMemory)
        {
            services.AddSingleton<InMemoryLoad>();
            services.AddSingleton<IHandover, InMemoryHandover>();
            services.AddSingleton<IQueueDepths, InMemoryQueueDepths>();
            services.AddSingleton<StoredFailures>();
            services.AddSingleton<IFailures>(p => p.GetRequiredService<StoredFailures>());
            services.AddHostedService<LaterRetries>();
        }
        else
        {
            services.AddSingleton<BusWatch>();
            services.AddSingleton<RetryQueues>();
            services.AddSingleton<IHandover, RabbitMqHandover>();
            services.AddSingleton<IQueueDepths, RabbitMqQueueDepths>();
            services.AddSingleton<IFailures, RabbitMqFailures>();
        }
    }

    /// <summary>A bus in a container of its own, so that it can be left for another; its consumers are made from the application's.</summary>
    public static ServiceProvider Build(IServiceProvider application, BusSettings settings, BusProgress progress, BusSockets sockets)
    {
        var services = new ServiceCollection().AddSingleton(application.GetRequiredService<ILoggerFactory>()).AddLogging();
        var here = application.GetRequiredService<Topology>().Here;
        foreach (var consumer in here.Select(c => c.Consumer).Distinct())
        {
            var make = ActivatorUtilities.CreateFactory(consumer, []);
            services.AddScoped(consumer, _ => make(application, []));
        }

        services.AddMassTransit(bus =>
        {
            bus.AddConfigureEndpointsCallback((_, _, endpoint) => Tolerate(endpoint, application, settings));
            Configure(bus, settings, here, sockets);
        });
        if (settings.IsInMemory)
        {
            services.AddReceiveObserver<InMemoryLoad>(_ => application.GetRequiredService<InMemoryLoad>());
            services.AddPublishObserver<InMemoryLoad>(_ => application.GetRequiredService<InMemoryLoad>());
        }
        else
        {
            services.AddReceiveObserver<BusProgress>(_ => progress);
        }

        return services.BuildServiceProvider();
    }

    /// <summary>Declares every queue and binding of every role, and runs nothing.</summary>
    public static ServiceProvider BuildDeployer(BusSettings settings, Topology topology) =>
        new ServiceCollection().AddLogging().AddMassTransit(bus => Configure(bus, settings, topology.All, sockets: null)).BuildServiceProvider();

    private static void Tolerate(IReceiveEndpointConfigurator endpoint, IServiceProvider application, BusSettings settings)
    {
        var store = application.GetRequiredService<IStore>();
        RetryPolicy.Apply(endpoint, store);
        if (!settings.IsInMemory)
        {
            endpoint.ConfigureReceive(pipe => pipe.UseFilter(new PutInAnew(application.GetRequiredService<RetryQueues>())));
        }

        endpoint.ThrowOnSkippedMessages(); // What no consumer takes fails like everything else, rather than lie in a queue of its own.
        endpoint.ConfigureError(pipe =>
        {
            if (settings.IsInMemory)
            {
                pipe.UseFilter(new KeepFailure(store, settings.RetriesInForce, application.GetRequiredService<TimeProvider>()));
                pipe.UseFilter(new GenerateFaultFilter());
            }
            else
            {
                pipe.UseFilter(new WaitForRetry(application.GetRequiredService<RetryQueues>()));
                pipe.UseFilter(new GenerateFaultFilter());
                pipe.UseFilter(new ErrorTransportFilter());
            }
        });
    }

    /// <param name="sockets">Of a bus that runs; none for one that only declares.</param>
    private static void Configure(IBusRegistrationConfigurator bus, BusSettings settings, IReadOnlyList<QueueConsumer> consumers, BusSockets? sockets)
    {
        bus.DisableUsageTelemetry(); // Nobody outside is told how a shop runs its queues.
        var inHand = consumers.GroupBy(c => c.Queue).ToDictionary(q => q.Key, q => q.Min(c => c.InHand));
        var inWork = settings.IsInMemory ? inHand : FairShares.Of(InWorkOnAConnection, inHand);
        foreach (var consumer in consumers)
        {
            bus.AddConsumer(consumer.Consumer).Endpoint(e => e.Name = consumer.Queue);
        }

        bus.AddConfigureEndpointsCallback((_, queue, endpoint) =>
        {
            (endpoint as IRabbitMqReceiveEndpointConfigurator)?.SetQuorumQueue();
            endpoint.PrefetchCount = inHand[queue];
            endpoint.ConcurrentMessageLimit = inWork[queue];
        });

        if (settings.IsInMemory)
        {
            bus.UsingInMemory((context, factory) =>
            {
                factory.AddSerializer(new ShortEnvelope());
                factory.ConfigureEndpoints(context);
            });
        }
        else
        {
            bus.UsingRabbitMq((context, factory) =>
            {
                factory.DeployTopologyOnly = sockets is null;
                RabbitMqConnection.Configure(factory, settings, sockets);
                factory.AddSerializer(new ShortEnvelope());
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
