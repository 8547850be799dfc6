using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Work;
using MassTransit;

namespace Delight.Platform.Tests.Work;

/// <summary>A question for what is pending, where one rule is at work.</summary>
public abstract class OnPendingWork(StoreKind kind) : OnEachStore(kind)
{
    internal const string Queue = "rule-wax-seal";

    internal static readonly IntakeReport Idle = new()
    {
        Receiver = Shop.Receiver,
        Spool = "spool-1",
        Spooled = 0,
        HandedOver = new Dictionary<string, long>(),
        Refused = 0,
        Ignored = 0,
        Stopped = false,
    };

    internal static readonly IntakeReport Stopped = Idle with { Stopped = true };

    internal StandingClock Clock { get; private set; } = null!;

    internal ToldDepths Depths { get; private set; } = null!;

    internal PendingWork Pending { get; private set; } = null!;

    [SetUp]
    public void Ask()
    {
        Clock = new StandingClock();
        Depths = new ToldDepths();
        Pending = new PendingWork(Store, new Topology([new QueueConsumer(Queue, typeof(Nobody)), new QueueConsumer(Queues.Ledger, typeof(Nobody))], []), Depths, Clock);
    }

    internal Task ReportAsync(IntakeReport report) => WriteAsync(s => s.ReportAsync(report));

    /// <summary>Without anybody moving the clock: an answer that waited would never come.</summary>
    internal async Task<long> PendingAsync() => (await Pending.CountAsync(CancellationToken.None).WaitAsync(Limit.Patience)).Pending;

    internal sealed class ToldDepths : IQueueDepths
    {
        public IReadOnlyList<QueueDepth> Queues { get; set; } = [];

        public int Looks { get; private set; }

        public Func<Task> WhenLookedAt { get; set; } = () => Task.CompletedTask;

        public Task<IReadOnlyList<QueueDepth>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Queues);

        public async Task<bool> AnyHoldsAsync(IReadOnlyCollection<string> queues, bool evenInWork, CancellationToken cancellationToken)
        {
            Looks++;
            await WhenLookedAt();
            return Queues.Any(q => queues.Contains(q.Name) && q is not { Ready: 0, Unacknowledged: 0 or null });
        }
    }

    private sealed class Nobody : IConsumer<OrderRanked>
    {
        public Task Consume(ConsumeContext<OrderRanked> context) => Task.CompletedTask;
    }
}
