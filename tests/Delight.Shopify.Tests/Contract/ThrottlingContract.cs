using Delight.FakeShops;
using Delight.Shopify.Documents;

namespace Delight.Shopify.Tests.Contract;

/// <summary>A shop that wants to be asked later is asked later, by each wire.</summary>
[TestFixtureSource(typeof(Wires), nameof(Wires.Names))]
internal sealed class ThrottlingContract(string wire) : OnOpenDoor(wire)
{
    [Test]
    public async Task What_is_throttled_is_answered_later()
    {
        Door.Shop.Faults.Add(FaultKind.Throttled, times: 2);

        Assert.That((await Door.AskAnyAsync(mayBeRepeated: false)).IsUsable);
        Assert.That(Answered(), Is.EqualTo(new[] { "THROTTLED", "THROTTLED", "data" }));
    }

    [Test]
    public async Task A_bucket_that_others_have_emptied_is_waited_for()
    {
        await Door.AskAnyAsync();
        Door.Shop.Bucket.TakeForOthers(5000);

        Assert.That((await Door.AskAnyAsync(mayBeRepeated: false)).IsUsable);
    }

    [Test]
    public async Task Too_many_requests_are_tried_again_when_the_shop_wants()
    {
        Door.Shop.Faults.Add(new Fault(FaultKind.TooManyRequests) { Seconds = 3 });
        var began = Door.Shop.Options.Time.GetUtcNow();

        Assert.That((await Door.AskAnyAsync(mayBeRepeated: false)).IsUsable);
        Assert.That(Door.Shop.Options.Time.GetUtcNow() - began, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(Wire == "HttpClient" ? 2.9 : 0.9)));
    }

    [Test]
    public async Task More_than_the_bucket_holds_is_paced_and_nothing_is_throttled()
    {
        var id = Door.Remember();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Door.AskAsync(AddTags.Document, AddTags.Of(id, [$"tag {n}"]))));

        Assert.That(answers.Select(a => a.Failure), Has.All.Null);
        Assert.That(Answered(), Has.Length.EqualTo(200).And.All.EqualTo("data"));
    }
}
