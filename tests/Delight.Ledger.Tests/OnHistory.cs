using Delight.Contracts;
using Delight.Ledger.History;
using Delight.Ledger.Privacy;
using Delight.Ledger.Standing;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Ledger.Tests;

/// <summary>A ledger that takes in orders from before Delight.</summary>
public abstract class OnHistory(StoreKind kind) : OnForgetting(kind)
{
    internal const string File = "f1";
    internal PretendBroker Broker { get; private set; } = null!;

    internal HistoryDesk Desk { get; private set; } = null!;

    internal HistoryRanking Ranking { get; private set; } = null!;

    [SetUp]
    public void OpenDesk()
    {
        Broker = new PretendBroker();
        (Desk, Ranking) = (new HistoryDesk(Store, new StandingClock()), new HistoryRanking(Store, Rules, new OwedRankings(Store), Broker, new StandingClock()));
    }

    internal static HistoricOrder Old(int number) => new()
    {
        Id = Shop.OrderId(number), Name = $"#{1000 + number}", CustomerId = Shop.Ada, CreatedAt = Shop.Day(number), FinancialStatus = "paid", Total = 20, Currency = Shop.Currency,
    };

    internal static HistoricOrder ByAddress(int number) => Old(number) with { CustomerId = null, Email = "ada@example.com" };

    internal async Task ImportAsync(params HistoricOrder[] orders)
    {
        await Desk.EnterAsync(Shop.Domain, File, 0, orders, CancellationToken.None);
        await RankAsync();
    }

    internal async Task RankAsync()
    {
        var after = 0L;
        do
        {
            (_, after) = await Ranking.RankAsync(Shop.Domain, after, CancellationToken.None);
        }
        while (after > 0);
    }

    internal async Task<long> SumAsync(string name) => (await ReadAsync(s => s.SumsAsync(Shop.Domain))).GetValueOrDefault(name);
}
