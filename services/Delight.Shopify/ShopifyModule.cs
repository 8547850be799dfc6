using Delight.Contracts;
using Delight.Platform;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Retention;
using Delight.Platform.Settings;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Checks;
using Delight.Shopify.Door;
using Delight.Shopify.Ledger;
using Delight.Shopify.Pace;
using Delight.Shopify.Privacy;
using Delight.Shopify.Reconciling;
using Delight.Shopify.Reporting;
using Delight.Shopify.Rounds;
using Delight.Shopify.Subscriptions;
using Delight.Shopify.Tokens;
using Delight.Shopify.Versions;
using Delight.Shopify.Wire;
using Delight.Shopify.WriteBack;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Shopify;

/// <summary>The shop's side: asks shops by their Admin API. Without <c>Delight:Shopify:Shops</c> it does nothing.</summary>
public static class ShopifyModule
{
    /// <summary>What reads how parcels change, where a shop wants its own orders written; nobody otherwise. Both for every such shop: a
    /// binding outlives the setting that it was made for.</summary>
    public static IReadOnlyList<QueueConsumer> Consumers(IConfiguration configuration) =>
        configuration.GetSection(ShopifySettings.Section + ":Shops").GetChildren().Select(s => s[nameof(ShopifyShopSettings.WriteBack)])
            .Any(mode => !string.IsNullOrEmpty(mode) && !mode.Equals(nameof(ShopifyShopSettings.WriteBackSettings.None), StringComparison.OrdinalIgnoreCase))
            ? [new(Queues.Shopify, typeof(FulfilmentChangedConsumer)), new(Queues.Shopify, typeof(OrderRankedConsumer))] : [];

    public static void AddShopify(this IServiceCollection services)
    {
        services.AddSchema("shopify", typeof(ShopifyModule));
        services.AddValidatedSettings<ShopifySettings, ShopifySettingsValidator>(ShopifySettings.Section);
        services.AddSingleton<AdminHttp>();
        services.AddSingleton<IAdminWire, HttpWire>();
        services.AddSingleton<GrantDesk>();
        services.AddSingleton<KeptTokens>();
        services.AddSingleton<RefreshedTokens>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<Paces>();
        services.AddSingleton<IShopAdmin, ShopAdmin>();
        services.AddSingleton<IPersonalData, WrittenOfPerson>();
        services.AddSingleton(new ExpiringTable("shopify_written", "order_id", "order_name", "changed_at", s => s.StoryDays));
        services.AddSingleton<SubscriptionDesk>();
        services.AddSingleton<SubscriptionRows>();
        services.AddSingleton<SubscriptionRound>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<BeforeConnecting>();
        services.AddSingleton<ClockCheck>();
        services.AddSingleton<ComingDeliveries>();
        services.AddSingleton<SelfDelivery>();
        services.AddSingleton<ShopCheck>();
        services.AddSingleton<BackfillRows>();
        services.AddSingleton<ReconciliationRows>();
        services.AddSingleton<DriftRows>();
        services.AddSingleton<LeftOutRows>();
        services.AddSingleton<WriteBackReport>();
        services.AddSingleton<ShopReport>();
        services.AddSingleton<IPersonalData, ShopsSide>();
    }

    /// <summary>What a process with the role needs besides.</summary>
    public static void AddShopifyConsumers(this IServiceCollection services)
    {
        services.AddHostedService<VersionWatch>();
        services.AddHostedService<SubscriptionWatch>();
        AddWriteBack(services);
        AddBackfill(services);
        AddReconciliation(services);
    }

    /// <summary>For a process with the role: what asks shops.</summary>
    public static void MapShopify(this IEndpointRouteBuilder api) => ShopApi.Map(api);

    /// <summary>For whoever shows what is kept of shops.</summary>
    public static void MapKeptOfShops(this IEndpointRouteBuilder api)
    {
        SubscriptionsApi.Map(api);
        ShopReportApi.Map(api);
    }

    private static void AddWriteBack(IServiceCollection services)
    {
        services.AddSingleton<Wishes>();
        services.AddSingleton<WrittenTable>();
        services.AddSingleton<OrderNoting>();
        services.AddSingleton<OrderEditing>();
        services.AddSingleton<OrderHolding>();
        services.AddSingleton<OrderWriter>();
        services.AddHostedService<WriteBackRun>();
    }

    private static void AddBackfill(IServiceCollection services)
    {
        services.AddSingleton<OwnLedger>();
        services.AddSingleton<WhyNot>();
        services.AddSingleton<BulkExporter>();
        services.AddSingleton(p => new BulkFile(p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<HistoryFeed>();
        services.AddSingleton<Backfill>();
        services.AddHostedService<BackfillRound>();
    }

    private static void AddReconciliation(IServiceCollection services)
    {
        services.AddSingleton<ChangedOrders>();
        services.AddSingleton<MissedOrders>();
        services.AddSingleton<MissedMerges>();
        services.AddSingleton<OwnBacklog>();
        services.AddSingleton<OrdinalCheck>();
        services.AddSingleton<Reconciliation>();
        services.AddHostedService<ReconciliationRound>();
    }
}
