using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Contract;

/// <summary>What the door does with everything that a shop does, over the network and by each wire.</summary>
[TestFixtureSource(typeof(Wires), nameof(Wires.Names))]
internal sealed class DoorContract(string wire)
{
    private static readonly FaultKind[] Losses =
    [
        FaultKind.InternalServerError, FaultKind.BadGateway, FaultKind.ServiceUnavailable, FaultKind.InternalError, FaultKind.Garbage, FaultKind.CutBefore, FaultKind.CutAfter,
    ];

    private OpenDoor? _open;

    private OpenDoor Door => _open!;

    /// <summary>The first answers of a process take longer than a shop has here.</summary>
    [OneTimeSetUp]
    public async Task WarmUp()
    {
        await using var door = await OpenDoor.ToAsync(wire);
        await door.AskAnyAsync();
        await door.AskAsync(OrdersUpdatedSince.Document, OrdersUpdatedSince.Of(DateTimeOffset.UnixEpoch, null));
    }

    [SetUp]
    public async Task Open() => _open = await OpenDoor.ToAsync(wire);

    [TearDown]
    public async Task Close()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync();
        }
    }

    [Test]
    public async Task The_shop_says_who_it_is_and_what_is_allowed()
    {
        var details = Value(await Door.AskAsync(ShopDetails.Document));

        Assert.That(details.Shop.MyshopifyDomain, Is.EqualTo(Door.Shop.Options.Domain));
        Assert.That(details.CurrentAppInstallation.AccessScopes.Select(s => s.Handle), Is.SupersetOf(Door.Shop.Options.Scopes));
    }

    [Test]
    public async Task An_order_is_read_by_its_number()
    {
        var id = Door.Remember();

        var order = Value(await Door.AskAsync(OrderById.Document, OrderById.Of(id))).Order!;

        Assert.That(order.LegacyResourceId, Is.EqualTo(id).And.GreaterThan(1L << 53));
        Assert.That(order.CurrentTotalPriceSet.ShopMoney, Is.EqualTo(new ShopMoney(42.5m, "USD")));
        Assert.That(order.Customer!.LegacyResourceId, Is.EqualTo(77));
        Assert.That(order.CustomerJourneySummary!.CustomerOrderIndex, Is.EqualTo(1));
        Assert.That(order.DisplayFinancialStatus, Is.EqualTo("PAID"));
    }

    [Test]
    public async Task An_order_that_is_not_there_is_an_answer_too() =>
        Assert.That(Value(await Door.AskAsync(OrderById.Document, OrderById.Of(4711))).Order, Is.Null);

    [Test]
    public async Task Orders_that_changed_since_a_moment_come_page_by_page_from_the_oldest_change()
    {
        long[] ids = [.. Enumerable.Range(0, 120).Select(n => Door.Remember(TimeSpan.FromMinutes(120 - n)))];
        var (since, found, after) = (Door.Shop.Options.Time.GetUtcNow() - TimeSpan.FromMinutes(110), new List<long>(), (string?)null);
        do
        {
            var page = Value(await Door.AskAsync(OrdersUpdatedSince.Document, OrdersUpdatedSince.Of(since, after))).Orders;
            found.AddRange(page.Nodes.Select(o => o.LegacyResourceId));
            after = page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null;
        }
        while (after is not null);

        Assert.That(found, Is.EqualTo(ids.TakeLast(found.Count)));
        Assert.That(found, Has.Count.EqualTo(109).Within(2));
    }

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
        Assert.That(Door.Shop.Options.Time.GetUtcNow() - began, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(wire == "HttpClient" ? 2.9 : 0.9)));
    }

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
        await using var door = await OpenDoor.ToAsync(wire, set: s => (s.ClientId, s.ClientSecret) = ("fake-client", Written.Mark + "-client-secret"));
        Assert.That((await door.AskAnyAsync()).IsUsable);
        door.Shop.Tokens.ExpireAll();

        Assert.That((await door.AskAnyAsync(mayBeRepeated: false)).IsUsable);
        Assert.That(door.Shop.Tokens.Issued, Is.EqualTo(2));
    }

    [Test]
    public async Task Nobody_has_subscribed_yet() => Assert.That(Value(await Door.AskAsync(WebhookSubscriptions.Document, WebhookSubscriptions.Of(null))).Made.Nodes, Is.Empty);

    [Test]
    public async Task What_may_be_done_twice_is_done_although_its_answer_got_lost()
    {
        var id = Door.Remember();
        Door.Shop.Faults.Add(FaultKind.CutAfter);

        Assert.That(Value(await Door.AskAsync(AddTags.Document, AddTags.Of(id, ["delight"]))).TagsAdd!.UserErrors, Is.Empty);
        Assert.That(Door.Shop.Merchant.Order(id)!.Tags, Is.EqualTo(new[] { "delight" }));
        Assert.That(Answered(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task What_the_shop_has_against_it_is_an_answer()
    {
        Door.Shop.Faults.Add(new Fault(FaultKind.UserError) { Message = "Tags are full." });

        Assert.That(Value(await Door.AskAsync(AddTags.Document, AddTags.Of(Door.Remember(), ["delight"]))).TagsAdd!.UserErrors.Single().Message, Is.EqualTo("Tags are full."));
    }

    [Test]
    public async Task More_than_the_bucket_holds_is_paced_and_nothing_is_throttled()
    {
        var id = Door.Remember();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Door.AskAsync(AddTags.Document, AddTags.Of(id, [$"tag {n}"]))));

        Assert.That(answers.Select(a => a.Failure), Has.All.Null);
        Assert.That(Answered(), Has.Length.EqualTo(200).And.All.EqualTo("data"));
    }

    private string[] Answered() => [.. Door.Shop.Log.Entries.Select(e => e.Answered)];

    private static T Value<T>(Answer<T> answer)
        where T : class
    {
        Assert.That(answer.Failure, Is.Null);
        return answer.Value!;
    }
}
