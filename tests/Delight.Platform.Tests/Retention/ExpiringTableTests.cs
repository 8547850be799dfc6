using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Retention;
using Delight.Platform.Story;

namespace Delight.Platform.Tests.Retention;

public class ExpiringTableTests(StoreKind kind) : OnEachStore(kind)
{
    private const int MoreThanAPage = 2100;
    private readonly StandingClock _clock = new();

    [Test]
    public async Task What_is_older_than_the_setting_goes_and_the_rest_stays()
    {
        await TellAsync(Enumerable.Range(0, MoreThanAPage).Select(i => (Number: i % 700, Key: $"k{i}", Age: i % 2 == 0 ? 31.0 : 29.9)));

        Assert.That(await DropAsync(days: 30), Is.EqualTo(MoreThanAPage / 2));

        Assert.That(await CountAsync("select count(*) from story"), Is.EqualTo(MoreThanAPage / 2));
        Assert.That(await DropAsync(days: 30), Is.Zero);
    }

    [Test]
    public async Task Without_a_time_it_counts_from_the_first_look()
    {
        await TellAsync([(1, "undated", 0)]);
        await WriteAsync(s => s.ScriptAsync("update story set at = 0"));

        Assert.That(await DropAsync(days: 30), Is.Zero);
        _clock.Advance(TimeSpan.FromDays(31));

        Assert.That(await DropAsync(days: 30), Is.EqualTo(1));
    }

    private Task TellAsync(IEnumerable<(int Number, string Key, double Age)> lines) => WriteAsync(s => s.TellAsync([.. lines.Select(l => new StoryLine
    {
        Shop = l.Number % 2 == 0 ? Shop.Domain : Shop.OtherDomain, SubjectId = l.Number, Key = l.Key, At = _clock.GetUtcNow() - TimeSpan.FromDays(l.Age), Step = "received", Text = "…",
    })]));

    private async Task<int> DropAsync(int days)
    {
        using var run = new RetentionRun(
            Store, new BusState(), [new ExpiringTable("story", "subject_id", "key", "at", s => s.StoryDays)],
            new InForce<RetentionSettings>(new RetentionSettings { StoryDays = days }), _clock, new Logbook<RetentionRun>());
        return await run.DropAsync(CancellationToken.None);
    }
}
