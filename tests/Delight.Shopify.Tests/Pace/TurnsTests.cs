using Delight.Shopify.Door;
using Delight.Shopify.Pace;

namespace Delight.Shopify.Tests.Pace;

/// <summary>Who asks next, how many ask at once, and who is sent away.</summary>
internal sealed class TurnsTests : OnShopPace
{
    [Test]
    public void Before_the_first_answer_one_asks_alone()
    {
        using var pace = Pace();

        Run(() => Many(10, () => AskAsync(pace, 10, Urgency.Background, tells: false)));

        Assert.That(MostUnderWay, Is.EqualTo(1));
    }

    [Test]
    public void No_more_than_ten_are_under_way()
    {
        using var pace = Pace();

        Run(() => Many(60, () => AskAsync(pace, 1, Urgency.Background)));

        Assert.That(MostUnderWay, Is.EqualTo(10));
    }

    [Test]
    public void While_both_wait_write_back_gets_three_points_of_four()
    {
        using var pace = Pace();

        Run(() => [.. Many(40, () => AskAsync(pace, 300, Urgency.Background)), .. Many(1200, () => AskAsync(pace, 10, Urgency.WriteBack))]);

        var both = Served.Take(800).ToArray(); // Both still wait then.
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
            await Task.Delay(TimeSpan.FromSeconds(60), Clock);
            var began = Clock.GetUtcNow();
            await AskAsync(pace, 10, Urgency.WriteBack);
            waited = Clock.GetUtcNow() - began - AnswerTakes;
        }
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
        Assert.That(Served, Has.Count.EqualTo(101));
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
}
