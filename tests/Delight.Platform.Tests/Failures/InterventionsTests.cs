using System.Security.Claims;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Failures;

namespace Delight.Platform.Tests.Failures;

/// <summary>A hand in the work of the program leaves a record, however it ends.</summary>
public class InterventionsTests(StoreKind kind) : OnEachStore(kind)
{
    private static readonly ClaimsPrincipal Mia = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "mia")], "test"));

    private Interventions Interventions => new(Store, new StandingClock());

    [Test]
    public async Task It_is_recorded_before_it_is_done_and_how_many_afterwards()
    {
        Intervention? meanwhile = null;

        var handled = await Interventions.DoAsync(Mia, Interventions.Replay, "queue ledger", " after the fix ", async h =>
        {
            meanwhile = (await LatestAsync())[0];
            h.Add(2);
        });

        var now = Shop.Day(100);
        Assert.That(meanwhile, Is.EqualTo(new Intervention(now, "mia", "replay", "queue ledger", null, "after the fix")));
        Assert.That(await LatestAsync(), Is.EqualTo(new[] { meanwhile! with { Messages = 2 } }));
        Assert.That(handled.Done, Is.EqualTo(2));
    }

    [Test]
    public async Task One_that_ends_half_way_is_recorded_with_what_was_done()
    {
        Assert.That(() => Interventions.DoAsync(Mia, Interventions.Discard, "queue ledger", "obsolete", h =>
        {
            h.Add(500);
            throw new OperationCanceledException("The caller hung up.");
        }), Throws.TypeOf<OperationCanceledException>());

        Assert.That((await LatestAsync()).Select(i => (i.Action, i.Messages, i.Reason)), Is.EqualTo(new[] { ("discard", (long?)500, "obsolete") }));
    }

    [Test]
    public async Task What_was_recorded_before_it_was_done_is_corrected_afterwards_and_nothing_else_is()
    {
        var first = await Interventions.RecordAsync(Mia, Interventions.Discard, "spool", 12, " a test ");
        await Interventions.RecordAsync(Mia, Interventions.Replay, "spool", 7, null);

        await Interventions.CorrectAsync(first, 11);

        Assert.That(await LatestAsync(), Is.EquivalentTo(new[]
        {
            new Intervention(Shop.Day(100), "mia", "discard", "spool", 11, "a test"),
            new Intervention(Shop.Day(100), "mia", "replay", "spool", 7, ""),
        }));
    }

    [Test]
    public async Task The_record_is_searched_and_paged()
    {
        foreach (var what in new[] { "a 100% Match", "a hundred", "A_B" })
        {
            await Interventions.RecordAsync(Mia, Interventions.Replay, what, 1, null);
        }

        async Task<IEnumerable<string>> FoundAsync(string? text, DateTimeOffset? before = null) => (await Interventions.ListAsync(10, text, before, CancellationToken.None)).Select(i => i.What);
        Assert.That(await FoundAsync("100% m"), Is.EqualTo(new[] { "a 100% Match" }));
        Assert.That(await FoundAsync("a_b"), Is.EqualTo(new[] { "A_B" }));
        Assert.That(await FoundAsync("MIA"), Has.Exactly(3).Items);
        Assert.That(await FoundAsync(null, Shop.Day(100)), Is.Empty);
        Assert.That(await FoundAsync(null, Shop.Day(101)), Has.Exactly(3).Items);
    }

    [Test]
    public async Task The_record_is_read_from_either_end()
    {
        foreach (var day in Enumerable.Range(1, 4))
        {
            await WriteAsync(s => s.RecordAsync(Shop.Day(day), "mia", "replay", $"{day}", 1));
        }

        async Task<string> ReadAsync(DateTimeOffset? before = null, DateTimeOffset? after = null) =>
            string.Concat((await Interventions.ListAsync(2, null, before, CancellationToken.None, after)).Select(i => i.What));
        Assert.That((await ReadAsync(), await ReadAsync(before: Shop.Day(3))), Is.EqualTo(("43", "21")));
        Assert.That((await ReadAsync(after: Shop.Day(0)), await ReadAsync(after: Shop.Day(2)), await ReadAsync(after: Shop.Day(4))), Is.EqualTo(("12", "34", "")));
    }

    [Test]
    public async Task It_is_told_how_far_has_come_what_is_being_done()
    {
        var interventions = Interventions;
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var doing = interventions.DoAsync(Mia, Interventions.Replay, "queue ledger", null, async handled =>
        {
            handled.Add(3);
            begun.SetResult();
            await end.Task;
        });
        await begun.Task;

        Assert.That(interventions.UnderWay.Select(i => (i.Who, i.Action, i.What, i.Messages)), Is.EqualTo(new[] { ("mia", "replay", "queue ledger", (long?)3) }));
        end.SetResult();
        await doing;
        Assert.That(interventions.UnderWay, Is.Empty);
    }

    [Test]
    public void What_cannot_be_recorded_is_not_done() => Assert.That(
        async () =>
        {
            await WriteAsync(s => s.ScriptAsync("drop table interventions"));
            await Interventions.DoAsync(Mia, Interventions.Discard, "queue ledger", "obsolete", _ => throw new InvalidOperationException("It was done."));
        },
        Throws.Exception.With.Message.Not.EqualTo("It was done."));

    [TestCase(false, "because", "replay", ExpectedResult = "Say which: queue or cause, or \"all\":true.")]
    [TestCase(true, "", "discard", ExpectedResult = "Say why in 1 to 500 characters: {\"reason\":\"…\"}.")]
    [TestCase(true, "", "replay", ExpectedResult = null)]
    [TestCase(true, "a\nb", "replay", ExpectedResult = "Say why in 1 to 500 characters: {\"reason\":\"…\"}.")]
    public string? A_call_says_which_and_why(bool isChosen, string reason, string action) => Interventions.FaultOf([isChosen ? "ledger" : null, null], all: false, "queue or cause", reason, action);

    private Task<IReadOnlyList<Intervention>> LatestAsync() => Interventions.ListAsync(10, null, null, CancellationToken.None);
}
