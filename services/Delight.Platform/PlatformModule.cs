using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Delight.Platform.Health;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Platform.Resilience;
using Delight.Platform.Retention;
using Delight.Platform.Settings;
using Delight.Platform.Store;
using Delight.Platform.Telemetry;
using Delight.Platform.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Platform;

/// <summary>Chooses bus and store, and keeps what every module needs of them.</summary>
public static class PlatformModule
{
    /// <param name="topology">Every consumer of the installation, and those that this process runs.</param>
    /// <param name="needsBus">False for a process that works on without the bus, such as a receiver.</param>
    /// <param name="needsStore">False for a process that works on without the store, such as a receiver.</param>
    public static void AddPlatform(this IServiceCollection services, IConfiguration configuration, Topology topology, bool needsBus, bool needsStore)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddValidatedSettings<BusSettings, BusSettingsValidator>(BusSettings.Section);
        services.AddValidatedSettings<StoreSettings, StoreSettingsValidator>(StoreSettings.Section);
        services.AddSingleton<IStore>(p => Store(p.GetRequiredService<IOptions<StoreSettings>>().Value));
        services.AddSchema("platform", typeof(PlatformModule));
        services.AddSingleton<SchemaUpgrade>();
        services.AddSingleton<IPersonalData, Stories>();
        services.AddSingleton<IKeptByCustomer, TombstonesOfMerged>();
        services.AddSingleton(new ExpiringTable("story", "subject_id", "key", "at", s => s.StoryDays));
        services.AddSingleton(new ExpiringTable("dropped", "received_at", "delivery_id", "received_at", s => s.DuplicateDays));
        services.AddSingleton(p =>
        {
            var pending = ActivatorUtilities.CreateInstance<PendingWork>(p);
            pending.AwaitsReceiver = p.GetRequiredService<IOptions<BusSettings>>().Value.IsInMemory;
            return pending;
        });
        services.AddSingleton<ConsumersWait>();
        services.AddSingleton<Interventions>();
        services.AddSingleton<ResilienceFactory>();
        services.AddBus(configuration.GetSection(BusSettings.Section).Get<BusSettings>() ?? new BusSettings(), topology);
        OpenTelemetrySetup.Add(services);
        services.AddHealthChecks();
        if (needsBus)
        {
            services.AddReadiness("bus", BusProblemAsync);
        }

        if (needsStore)
        {
            services.AddReadiness("store", StoreProblemAsync);
        }
        else
        {
            services.AddSingleton<WithoutStore>();
        }
    }

    /// <summary>The module's numbered <c>Schema/NNN-….sql</c> files are applied before its consumers start.</summary>
    public static void AddSchema(this IServiceCollection services, string module, Type anyTypeOfIt) =>
        services.AddSingleton(new ModuleSchema(module, anyTypeOfIt.Assembly));

    /// <summary>In one process of the installation, better not in several.</summary>
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddValidatedSettings<RetentionSettings, RetentionSettingsValidator>(RetentionSettings.Section);
        services.AddHostedService<RetentionRun>();
    }

    /// <summary>What keeps the bus from working, as a sentence; nothing when it works.</summary>
    private static Task<string?> BusProblemAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        Task.FromResult(services.GetRequiredService<BusState>().WaitsFor);

    private static Task<string?> StoreProblemAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<ConsumersWait>().WhyAsync(cancellationToken);

    private static IStore Store(StoreSettings settings) => settings.IsSqlite ? new SqliteStore(settings) : new PostgresStore(settings);
}
