using System.Security.Claims;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Failures;

namespace Delight.Platform.Tests.Failures;

/// <summary>Who did what, when and why.</summary>
public class InterventionsTests(StoreKind kind) : OnEachStore(kind)
{
    private static readonly ClaimsPrincipal Caller = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "token 12345678")]));

    [Test]
    public async Task What_was_recorded_before_it_was_done_is_corrected_afterwards_and_nothing_else_is()
    {
        var interventions = new Interventions(Store, new StandingClock());
        var first = await interventions.RecordAsync(Caller, Interventions.Discard, "spool", 12, " a test ");
        await interventions.RecordAsync(Caller, Interventions.Replay, "spool", 7, null);

        await interventions.CorrectAsync(first, 11);

        Assert.That(await interventions.ListAsync(10, CancellationToken.None), Is.EquivalentTo(new[]
        {
            new Intervention(Shop.Day(100), "token 12345678", "discard", "spool", 11, "a test"),
            new Intervention(Shop.Day(100), "token 12345678", "replay", "spool", 7, ""),
        }));
    }
}
