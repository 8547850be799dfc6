using Delight.ObjectMother;
using Delight.Shopify.Door;
using Delight.Shopify.Pace;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Pace;

/// <summary>Many who ask one shop, at a clock that stands still while they do, and the bucket that it charges.</summary>
internal abstract class OnShopPace
{
    protected const double Maximum = 2000; // points
    protected const double Rate = 100; // points a second
    protected const double Share = 0.5;
    protected static readonly TimeSpan AnswerTakes = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);
    private int _underWay;

    protected StandingClock Clock { get; } = new();

    protected List<Urgency> Served { get; } = [];

    protected PretendBucket Bucket { get; private set; } = null!;

    protected int MostUnderWay { get; private set; }

    [SetUp]
    public void Fill()
    {
        (Bucket, _underWay, MostUnderWay) = (new PretendBucket(Clock, Maximum, Rate), 0, 0);
        Served.Clear();
    }

    protected ShopPace Pace(double share = Share) => new(new Costs(), Clock) { Share = share };

    protected TimeSpan Run(Func<IEnumerable<Task>> work) => OneThread.Run(Clock, Patience, work);

    protected static IEnumerable<Task> Many(int count, Func<Task> work) => [.. Enumerable.Range(0, count).Select(_ => work())];

    protected async Task AskAsync(ShopPace pace, double cost, Urgency urgency, bool tells = true, Action? refused = null, CancellationToken leaving = default)
    {
        for (var done = false; !done;)
        {
            using var turn = await pace.EnterAsync($"costs {cost}", cost, urgency, leaving);
            if (turn is null)
            {
                refused?.Invoke();
                return;
            }

            MostUnderWay = Math.Max(MostUnderWay, ++_underWay);
            done = Bucket.Draw(cost);
            var status = Bucket.Status;
            await Task.Delay(AnswerTakes, Clock, CancellationToken.None);
            _underWay--;
            if (tells)
            {
                turn.Tell(new ToldCost(cost, done ? cost : null, status));
            }
        }

        Served.Add(urgency);
    }
}
