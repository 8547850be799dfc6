using Delight.ObjectMother;
using Delight.Platform.Access;

namespace Delight.Platform.Tests.Access;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class FailedAttemptsTests
{
    private const string Address = "192.0.2.7";
    private readonly StandingClock _clock = new();
    private readonly Logbook<FailedAttempts> _log = new();

    [Test]
    public void Whoever_guesses_more_often_than_is_let_pass_has_tried_too_often()
    {
        var attempts = new FailedAttempts(_clock, _log);

        Assert.That(Enumerable.Range(1, FailedAttempts.MostPerMinute + 2).Count(_ => attempts.Count(Address)), Is.EqualTo(2));
        Assert.That(_log.Lines, Has.Count.EqualTo(2), "the first and the last that was let pass");
    }

    [Test]
    public void Another_address_is_another_matter()
    {
        var attempts = new FailedAttempts(_clock, _log);
        TryTooOften(attempts);

        Assert.That(attempts.Count("192.0.2.8"), Is.False);
    }

    [Test]
    public void The_next_minute_begins_anew()
    {
        var attempts = new FailedAttempts(_clock, _log);
        TryTooOften(attempts);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(attempts.Count(Address), Is.False);
    }

    private static void TryTooOften(FailedAttempts attempts)
    {
        for (var i = 0; i <= FailedAttempts.MostPerMinute; i++)
        {
            attempts.Count(Address);
        }

        Assert.That(attempts.Count(Address), Is.True);
    }
}
