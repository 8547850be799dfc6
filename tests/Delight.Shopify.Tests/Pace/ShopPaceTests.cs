using Delight.ObjectMother;
using Delight.Shopify.Door;
using Delight.Shopify.Pace;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Pace;

internal sealed class ShopPaceTests
{
    private const double Maximum = 2000; // points
    private const double Rate = 100; // points a second
    private const double Share = 0.5;
    private static readonly TimeSpan AnswerTakes = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);
    private readonly StandingClock _clock = new();
    private readonly List<Urgency> _served = [];
    private PretendBucket _bucket = null!;
    private int _underWay;
    private int _mostUnderWay;

    [SetUp]
    public void Fill()
    {
        (_bucket, _underWay, _mostUnderWay) = (new PretendBucket(_clock, Maximum, Rate), 0, 0);
        _served.Clear();
    }

    [Test]
    public void A_thousand_mutations_take_hardly_longer_than_what_flows_in_allows_and_none_is_throttled()
    {
        using var pace = Pace();

        var took = Run(() => Many(1000, () => AskAsync(pace, 10, Urgency.WriteBack)));

        Assert.That(took.TotalSeconds, Is.LessThan(1.05 * ((1000 * 10) - (Maximum * (1 - Share))) / Rate));
        Assert.That(_bucket.Throttled, Is.Zero);
    }

    [Test]
    public void What_is_left_to_others_stays_in_the_bucket()
    {
        using var pace = Pace();

        Run(() => Many(300, () => AskAsync(pace, 37, Urgency.Background)));

        Assert.That(_bucket.Lowest, Is.GreaterThanOrEqualTo(Maximum * Share));
    }

    [Test]
    public void Nobody_throttles_even_when_everything_may_be_used()
    {
        using var pace = Pace(share: 0);

        Run(() => Many(500, () => AskAsync(pace, 25, Urgency.Background)));

        Assert.That(_bucket.Throttled, Is.Zero);
    }

    [Test]
    public void What_costs_more_than_is_free_goes_when_the_bucket_is_full()
    {
        using var pace = Pace(share: 0.9);

        var took = Run(() => Many(2, () => AskAsync(pace, 900, Urgency.Background)));

        Assert.That(_bucket.Throttled, Is.Zero);
        Assert.That(took.TotalSeconds, Is.LessThan(900 / Rate + 2));
    }

    [Test]
    public void Before_the_first_answer_one_asks_alone()
    {
        using var pace = Pace();

        Run(() => Many(10, () => AskAsync(pace, 10, Urgency.Background, tells: false)));

        Assert.That(_mostUnderWay, Is.EqualTo(1));
    }

    [Test]
    public void No_more_than_ten_are_under_way()
    {
        using var pace = Pace();

        Run(() => Many(60, () => AskAsync(pace, 1, Urgency.Background)));

        Assert.That(_mostUnderWay, Is.EqualTo(10));
    }

    [Test]
    public void While_both_wait_write_back_gets_three_points_of_four()
    {
        using var pace = Pace();

        Run(() => [.. Many(40, () => AskAsync(pace, 300, Urgency.Background)), .. Many(1200, () => AskAsync(pace, 10, Urgency.WriteBack))]);

        var both = _served.Take(800).ToArray(); // Both still wait then.
        var (background, writeBack) = (both.Count(u => u == Urgency.Background) * 300, both.Count(u => u == Urgency.WriteBack) * 10);
        Assert.That(writeBack / (double)(background + writeBack), Is.EqualTo(0.75).Within(0.05));
    }

    [Test]
    public void A_write_back_that_comes_while_history_is_fetched_waits_for_one_page_at_most()
    {
        using var pace = Pace();
        TimeSpan waited = default;

        Run(() => [.. Many(100, () => AskAsync(pace, 300, Urgency.Background)), LateAsync()]);

        Assert.That(waited.TotalSeconds, Is.LessThanOrEqualTo((300 + 10) / Rate));
        return;

        async Task LateAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(60), _clock);
            var began = _clock.GetUtcNow();
            await AskAsync(pace, 10, Urgency.WriteBack);
            waited = _clock.GetUtcNow() - began - AnswerTakes;
        }
    }

    [Test]
    public void Two_processes_at_one_shop_are_throttled_seldom_and_come_to_an_end()
    {
        using var one = Pace();
        using var other = Pace();

        var took = Run(() => [.. Many(300, () => AskAsync(one, 20, Urgency.Background)), .. Many(300, () => AskAsync(other, 20, Urgency.WriteBack))]);

        Assert.That(_bucket.Lowest, Is.GreaterThan(0));
        Assert.That(_bucket.Throttled, Is.Zero);
        Assert.That(took.TotalSeconds, Is.LessThan(1.2 * 600 * 20 / Rate));
    }

    [Test]
    public void A_shop_that_others_have_emptied_is_asked_again_when_it_has_filled()
    {
        using var pace = Pace();
        Run(() => Many(1, () => AskAsync(pace, 10, Urgency.Background)));
        _bucket.Draw(1900);

        var took = Run(() => Many(5, () => AskAsync(pace, 40, Urgency.Background)));

        Assert.That(_bucket.Throttled, Is.GreaterThan(0).And.LessThanOrEqualTo(5));
        Assert.That(took.TotalSeconds, Is.LessThan(15));
    }

    [Test]
    public void Too_many_who_wait_are_sent_away()
    {
        using var pace = Pace();
        var refused = 0;

        Run(() => Many(WaitingLine.MostWaiting + 3, () => AskAsync(pace, 10, Urgency.Background, refused: () => refused++)));

        Assert.That(refused, Is.EqualTo(2)); // One was let go at once.
    }

    [Test]
    public void Whoever_waits_no_longer_takes_nobodys_turn()
    {
        using var pace = Pace();
        using var leaving = new CancellationTokenSource();
        var gone = 0;

        Run(() => [.. Many(100, () => AskAsync(pace, 10, Urgency.Background)), .. Many(500, GoesAsync), .. Many(1, () => AskAsync(pace, 10, Urgency.Background)), LeaveAsync()]);

        Assert.That(gone, Is.EqualTo(500));
        Assert.That(_served, Has.Count.EqualTo(101));
        return;

        async Task GoesAsync()
        {
            try
            {
                await AskAsync(pace, 700, Urgency.Background, leaving: leaving.Token);
            }
            catch (OperationCanceledException)
            {
                gone++;
            }
        }

        Task LeaveAsync()
        {
            leaving.Cancel(); // At once: the clock runs on while others are told.
            return Task.CompletedTask;
        }
    }

    private ShopPace Pace(double share = Share) => new(new Costs(), _clock) { Share = share };

    private TimeSpan Run(Func<IEnumerable<Task>> work) => OneThread.Run(_clock, Patience, work);

    private static IEnumerable<Task> Many(int count, Func<Task> work) => [.. Enumerable.Range(0, count).Select(_ => work())];

    private async Task AskAsync(ShopPace pace, double cost, Urgency urgency, bool tells = true, Action? refused = null, CancellationToken leaving = default)
    {
        for (var done = false; !done;)
        {
            using var turn = await pace.EnterAsync($"costs {cost}", cost, urgency, leaving);
            if (turn is null)
            {
                refused?.Invoke();
                return;
            }

            _mostUnderWay = Math.Max(_mostUnderWay, ++_underWay);
            done = _bucket.Draw(cost);
            var status = _bucket.Status;
            await Task.Delay(AnswerTakes, _clock, CancellationToken.None);
            _underWay--;
            if (tells)
            {
                turn.Tell(new ToldCost(cost, done ? cost : null, status));
            }
        }

        _served.Add(urgency);
    }
}
