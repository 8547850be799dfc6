using Delight.Contracts;
using Delight.Ledger.Finding;
using Delight.Ledger.History;
using Delight.Ledger.Merging;
using Delight.Ledger.Privacy;
using Delight.Ledger.Standing;
using Delight.Platform;
using Delight.Platform.Bus;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Platform.Retention;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Ledger;

/// <summary>Knows each customer's orders and says which in their row this one is.</summary>
public static class LedgerModule
{
    public static IReadOnlyList<QueueConsumer> Consumers { get; } =
    [
        new(Queues.Ledger, typeof(OrderSeenConsumer)), new(Queues.Ledger, typeof(OrderNotTakenConsumer)),
        new(Queues.Privacy, typeof(PrivacyRequestedConsumer)) { InHand = 2 }, new(Queues.Privacy, typeof(RequestNotDoneConsumer)),
        new(Queues.Merges, typeof(CustomersMergedConsumer)) { InHand = 2 }, new(Queues.Merges, typeof(MergeNotDoneConsumer)),
    ];

    public static void AddLedger(this IServiceCollection services)
    {
        services.AddSchema("ledger", typeof(LedgerModule));
        services.AddSingleton<RuleWork>();
        services.AddSingleton<OwedRankings>();
        services.AddSingleton<OrderFinder>();
        services.AddSingleton<HistoryDesk>();
        services.AddSingleton<HistoryRanking>();
        services.AddSingleton(new ExpiringTable("snapshots", "order_id", "digest", "at", s => s.DuplicateDays));
    }

    /// <summary>What a process that runs the consumers needs besides.</summary>
    public static void AddLedgerConsumers(this IServiceCollection services)
    {
        services.AddSingleton<OrderBook>();
        services.AddSingleton<IPersonalData, OrdersOfPerson>();
        services.AddSingleton<IKeptByCustomer, OrdersOfMerged>();
        services.AddSingleton<MergeBook>();
        services.AddSingleton<ForgottenFailures>();
        services.AddHostedService<ForgottenFailuresRun>();
        services.AddHostedService<RankingsOwedAtStart>();
    }

    /// <summary>Ranks a recorded history in memory as the ledger would have; nothing is kept.</summary>
    /// <returns>The orders that count, oldest first.</returns>
    public static IReadOnlyList<OrderRanked> Rank(IEnumerable<OrderSeen> history) => RecordedRanking.Rank(history);

    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        StandingApi.Map(api);
        FindingApi.Map(api);
        ComparisonApi.Map(api);
        PrivacyApi.Map(api);
        HistoryApi.Map(api);
    }
}
