using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Contract;

/// <summary>What gets lost or is refused is a value, and nothing is done twice that must not be, by each wire.</summary>
[TestFixtureSource(typeof(Wires), nameof(Wires.Names))]
internal sealed class FailuresContract(string wire) : OnOpenDoor(wire)
{
    private static readonly FaultKind[] Losses =
    [
        FaultKind.InternalServerError, FaultKind.BadGateway, FaultKind.ServiceUnavailable, FaultKind.InternalError, FaultKind.Garbage, FaultKind.CutBefore, FaultKind.CutAfter,
    ];

    [TestCaseSource(nameof(Losses))]
    public async Task A_question_whose_answer_got_lost_is_asked_again(FaultKind loss)
    {
        Door.Shop.Faults.Add(loss, times: 2);

        Assert.That((await Door.AskAnyAsync()).IsUsable);
        Assert.That(Answered(), Has.Length.EqualTo(3));
    }

    [TestCaseSource(nameof(Losses))]
    public async Task What_must_not_be_done_twice_is_sent_once(FaultKind loss)
    {
        Door.Shop.Faults.Add(loss);

        Assert.That((await Door.AskAnyAsync(mayBeRepeated: false)).Failure, Has.Property("Kind").EqualTo(FailureKind.Unclear));
        Assert.That(Answered(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task No_answer_in_time_is_no_answer()
    {
        Door.Shop.Faults.Add(new Fault(FaultKind.Hang) { Seconds = 60 });

        Assert.That((await Door.AskAnyAsync(mayBeRepeated: false)).Failure!.Sentence, Does.StartWith($"{Door.Shop.Options.Domain} did not answer within 30 s."));
    }

    [TestCase(FaultKind.Forbidden)]
    [TestCase(FaultKind.AccessDenied)]
    [TestCase(FaultKind.Unauthorized)]
    public async Task A_refusal_is_asked_once_and_said(FaultKind refusal)
    {
        Door.Shop.Faults.Add(refusal);

        var failure = (await Door.AskAnyAsync()).Failure!;

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Refused));
        Assert.That(failure.Sentence, Does.Contain(Door.Shop.Options.Domain).And.Not.Contain(Written.Mark));
        Assert.That(Answered(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_question_that_the_shop_cannot_use_is_asked_once()
    {
        var failure = (await Door.AskAsync(OrdersUpdatedSince.Document, new OrdersUpdatedSince.Variables(5000, null, "updated_at:>='2026-01-01T00:00:00Z'"))).Failure!;

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Unusable));
        Assert.That(failure.Sentence, Does.Contain("orders-updated-since").And.Contain("exceeds"));
        Assert.That(Answered(), Is.EqualTo(new[] { "MAX_COST_EXCEEDED" }));
    }

    [Test]
    public async Task A_shop_that_is_not_there_was_not_reached()
    {
        Door.Settings.Change(new ShopifySettings { Shops = [new() { Shop = Door.Shop.Options.Domain, Token = Door.Shop.Options.Token, AdminUrl = "http://127.0.0.1:1" }] });

        var failure = (await Door.AskAnyAsync(mayBeRepeated: false)).Failure!;

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.NotReached));
        Assert.That(failure.Sentence, Does.StartWith($"{Door.Shop.Options.Domain} cannot be reached: "));
    }

    [Test]
    public async Task By_id_and_secret_a_token_is_had_and_replaced_when_it_ends_too_early()
    {
        await using var door = await OpenDoor.ToAsync(Wire, set: s => (s.ClientId, s.ClientSecret) = ("fake-client", Written.Mark + "-client-secret"));
        Assert.That((await door.AskAnyAsync()).IsUsable);
        door.Shop.Tokens.ExpireAll();

        Assert.That((await door.AskAnyAsync(mayBeRepeated: false)).IsUsable);
        Assert.That(door.Shop.Tokens.Issued, Is.EqualTo(2));
    }

    [Test]
    public async Task What_may_be_done_twice_is_done_although_its_answer_got_lost()
    {
        var id = Door.Remember();
        Door.Shop.Faults.Add(FaultKind.CutAfter);

        Assert.That(Value(await Door.AskAsync(AddTags.Document, AddTags.Of(id, ["delight"]))).TagsAdd!.UserErrors, Is.Empty);
        Assert.That(Door.Shop.Merchant.Order(id)!.Tags, Is.EqualTo(new[] { "delight" }));
        Assert.That(Answered(), Has.Length.EqualTo(2));
    }
}
