using Delight.ObjectMother;

namespace Delight.Shopify.Tests.Checks;

/// <summary>What Delight posts to its own public address, signed as a shop would.</summary>
internal sealed class CheckedTestDeliveryTests : OnShopCheck
{
    [Test]
    public async Task A_secret_that_theReceiver_does_not_know_is_told_and_not_shown()
    {
        Receiver.Says(200, "{}").Says(401, "{}").Says(401, "{}");

        var findings = await OfAsync("test delivery", answers: false);

        Assert.That(findings.Select(f => f.State), Is.EqualTo(new[] { "ok", "wrong", "ok" }));
        Assert.That(findings.Select(f => f.Says), Has.One.Contains("refuses secret 2 of 2").And.None.Contains(Written.Mark));
    }

    [Test]
    public async Task Whoever_takes_anything_is_not_Delight()
    {
        Receiver.Says(200, "{}").Says(200, "{}").Says(200, "{}");

        Assert.That((await OfAsync("test delivery", answers: false)).Select(f => f.State), Is.EqualTo(new[] { "ok", "ok", "wrong" }));
    }

    [TestCase(301, "answers with a redirect (301)")]
    [TestCase(404, "There is nothing at")]
    [TestCase(502, "answers 502")]
    public async Task What_stands_before_theReceiver_is_told_apart(int status, string says)
    {
        Receiver.Says(status, "{}").Says(status, "{}").Says(status, "{}");

        var findings = await OfAsync("test delivery", answers: false);

        Assert.That(findings.Select(f => f.State), Is.EqualTo(new[] { "wrong", "wrong", "warning" }));
        Assert.That(findings.Take(2).Select(f => f.Says), Is.All.Contains(says));
    }

    [Test]
    public async Task AReceiver_that_is_not_there_is_told()
    {
        var refused = new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
        Receiver.Fails(refused).Fails(refused).Fails(refused);

        Assert.That((await OfAsync("test delivery", answers: false)).Select(f => f.Says), Has.Exactly(2).Contains("does not answer: Connection refused."));
    }
}
