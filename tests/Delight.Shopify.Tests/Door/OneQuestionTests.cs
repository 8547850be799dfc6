using Delight.ObjectMother;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Tests.Pretend;
using Delight.Shopify.Wire;

namespace Delight.Shopify.Tests.Door;

/// <summary>What becomes of a question, by what the shop does with it.</summary>
internal sealed class OneQuestionTests
{
    private const string Throttled = """{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{"requestedQueryCost":10,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":1000,"currentlyAvailable":0,"restoreRate":50}}}}""";

    [Test]
    public async Task An_answer_is_read()
    {
        var (answer, wire) = await AskAsync(w => w.Says("""{"data":{"order":{"legacyResourceId":"820982911946154500","name":"#1001","createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:06Z","cancelledAt":null,"closedAt":null,"test":false,"displayFinancialStatus":"PAID","displayFulfillmentStatus":"UNFULFILLED","requiresShipping":true,"merchantEditable":true,"customerLocale":"en","tags":["a"],"currentTotalPriceSet":{"shopMoney":{"amount":"49.95","currencyCode":"USD"}},"customer":{"legacyResourceId":"7"},"customerJourneySummary":{"customerOrderIndex":null}}}}"""));

        Assert.That(answer.IsUsable);
        Assert.That(answer.Value!.Order, Has.Property("LegacyResourceId").EqualTo(820982911946154500).And.Property("CurrentTotalPriceSet").EqualTo(new MoneyBag(new ShopMoney(49.95m, "USD"))));
        Assert.That(wire.Asked.Single(), Has.Property("Token").EqualTo(Doors.Token).And.Property("ApiVersion").EqualTo("2026-01").And.Property("Address").EqualTo(new Uri("https://" + Shop.Domain)));
        Assert.That(wire.Asked.Single().Variables.ToString(), Is.EqualTo("""{"id":"gid://shopify/Order/1"}"""));
    }

    [Test]
    public async Task What_is_throttled_is_asked_again_once_the_bucket_has_filled()
    {
        using var doors = new Doors(new PretendWire().Says(Throttled).Says(ThingDocument.Answered));
        var began = doors.Clock.GetUtcNow();

        var answer = await doors.InTimeAsync(SendAsync(doors, ThingDocument.Mutation));

        Assert.That(answer.IsUsable);
        Assert.That(doors.Clock.GetUtcNow() - began, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds((500 + 10) / 50d)).And.LessThan(TimeSpan.FromSeconds(13)));
    }

    [Test]
    public async Task Too_many_requests_are_followed_by_the_rest_that_the_shop_asks_for()
    {
        using var doors = new Doors(new PretendWire().Says(429, "", TimeSpan.FromSeconds(20)).Says(ThingDocument.Answered));
        var began = doors.Clock.GetUtcNow();

        Assert.That((await doors.InTimeAsync(SendAsync(doors, ThingDocument.Mutation))).IsUsable);
        Assert.That(doors.Clock.GetUtcNow() - began, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task A_shop_that_throttles_without_end_is_left_alone_at_last() =>
        Assert.That((await AskAsync(w => w.Says(Throttled))).Answer.Failure!.Kind, Is.EqualTo(FailureKind.Throttled));

    private static IEnumerable<TestCaseData<Action<PretendWire>>> Losses() =>
    [
        Loss("An error of the shop's own", w => w.Says(500, "oops")),
        Loss("A gateway without a shop behind it", w => w.Says(502, "<html>")),
        Loss("A shop that is busy", w => w.Says(503, "")),
        Loss("An error of the shop's own under 200", w => w.Says("""{"errors":[{"message":"Internal error. Looks like something went wrong on our end.","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}""")),
        Loss("An answer that breaks off", w => w.Says("""{"data":{"order":""")),
        Loss("A broken connection", w => w.Fails(new HttpRequestException("reset by peer"))),
        Loss("No answer in time", w => w.IsSilent()),
    ];

    private static TestCaseData<Action<PretendWire>> Loss(string name, Action<PretendWire> tell)
    {
        var loss = new TestCaseData<Action<PretendWire>>(tell);
        loss.SetArgDisplayNames(name);
        return loss;
    }

    [TestCaseSource(nameof(Losses))]
    public async Task A_question_whose_answer_got_lost_is_asked_again(Action<PretendWire> loss)
    {
        var (answer, wire) = await AskAsync(w =>
        {
            loss(w);
            w.Says(ThingDocument.Answered);
        });

        Assert.That(answer.IsUsable);
        Assert.That(wire.Asked, Has.Count.EqualTo(2));
    }

    [TestCaseSource(nameof(Losses))]
    public async Task What_must_not_be_done_twice_is_not_sent_twice(Action<PretendWire> loss)
    {
        var (answer, wire) = await AskAsync(loss, ThingDocument.Mutation);

        Assert.That(answer.Failure!.Kind, Is.EqualTo(FailureKind.Unclear));
        Assert.That(answer.Failure.Sentence, Does.EndWith("Whether it did what it was asked is not known."));
        Assert.That(wire.Asked, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Losses))]
    public async Task A_shop_that_never_answers_was_not_reached(Action<PretendWire> loss) =>
        Assert.That((await AskAsync(loss)).Answer.Failure!.Kind, Is.EqualTo(FailureKind.NotReached));

    [Test]
    public async Task What_was_never_sent_may_be_sent_again_whatever_it_is()
    {
        var (answer, wire) = await AskAsync(w => w.Fails(new NotSentException("no such host")).Says(ThingDocument.Answered), ThingDocument.Mutation);

        Assert.That(answer.IsUsable);
        Assert.That(wire.Asked, Has.Count.EqualTo(2));
    }

    [TestCase("no such host")]
    [TestCase("no such host.")]
    public async Task A_shop_without_a_connection_was_not_reached(string why) =>
        Assert.That((await AskAsync(w => w.Fails(new NotSentException(why)), ThingDocument.Mutation)).Answer.Failure,
            Is.EqualTo(new Failure(FailureKind.NotReached, $"{Shop.Domain} cannot be reached: no such host.")));

    [TestCase(401, """{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}""", "does not accept the access token")]
    [TestCase(402, """{"errors":"Unavailable Shop"}""", "frozen")]
    [TestCase(403, """{"errors":"[API] This action requires merchant approval for write_orders scope."}""", "This action requires merchant approval for write_orders scope.")]
    [TestCase(404, """{"errors":"Not Found"}""", "no Admin API")]
    [TestCase(423, "", "locked")]
    [TestCase(301, "", "redirect")]
    [TestCase(200, """{"errors":[{"message":"Access denied for orders field. Required access: `read_orders` access scope.","extensions":{"code":"ACCESS_DENIED"}}],"data":{"order":null}}""", "read_orders")]
    [TestCase(200, """{"errors":[{"message":"closed","extensions":{"code":"SHOP_INACTIVE"}}]}""", "closed")]
    public async Task What_a_person_has_to_see_to_is_asked_once_and_said(int status, string body, string part)
    {
        var (answer, wire) = await AskAsync(w => w.Says(status, body));

        Assert.That(answer.Failure!.Kind, Is.EqualTo(FailureKind.Refused));
        Assert.That(answer.Failure.Sentence, Does.Contain(part).And.Contain(Shop.Domain).And.Not.Contain(Written.Mark));
        Assert.That(wire.Asked, Has.Count.EqualTo(1));
    }

    [TestCase(400, """{"errors":{"query":"Required parameter missing or invalid"}}""")]
    [TestCase(200, """{"errors":[{"message":"Field 'nme' doesn't exist on type 'Order'","extensions":{"code":"undefinedField"}}]}""")]
    [TestCase(200, """{"errors":[{"message":"Query cost is 1500, which exceeds the single query max cost limit 1000.","extensions":{"code":"MAX_COST_EXCEEDED"}}]}""")]
    [TestCase(200, """{"errors":"what?"}""")]
    [TestCase(200, """{"data":null}""")]
    [TestCase(200, """{}""")]
    [TestCase(200, """[]""")]
    [TestCase(200, """{"data":{"order":{"legacyResourceId":"many"}}}""")]
    [TestCase(200, """{"data":{"order":{"name":"#1"}}}""")]
    [TestCase(200, """{"data":{}}""")]
    public async Task What_is_the_same_the_next_time_is_asked_once(int status, string body)
    {
        var (answer, wire) = await AskAsync(w => w.Says(status, body));

        Assert.That(answer.Failure!.Kind, Is.EqualTo(FailureKind.Unusable));
        Assert.That(wire.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_shop_that_nobody_configured_is_not_asked()
    {
        var wire = new PretendWire();
        using var doors = new Doors(wire);

        var answer = await doors.Admin.SendAsync("other.example", OrderById.Document, OrderById.Of(1), Urgency.Background, CancellationToken.None);

        Assert.That(answer.Failure, Is.EqualTo(new Failure(FailureKind.Refused, "other.example is not among Delight:Shopify:Shops, so that it cannot be asked anything.")));
        Assert.That(wire.Asked, Is.Empty);
    }

    [Test]
    public async Task Whoever_waits_no_longer_is_not_kept()
    {
        using var doors = new Doors(new PretendWire().IsSilent());
        using var leaving = new CancellationTokenSource();
        var answer = doors.Admin.SendAsync(Shop.Domain, OrderById.Document, OrderById.Of(1), Urgency.Background, leaving.Token);
        await leaving.CancelAsync();

        Assert.That(async () => await answer.WaitAsync(Limit.Patience), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_token_that_was_changed_while_the_program_runs_is_used_at_once()
    {
        var wire = new PretendWire().Says(ThingDocument.Answered);
        using var doors = new Doors(wire);
        await SendAsync(doors, ThingDocument.Query);

        doors.Settings.Change(new ShopifySettings { Shops = [new() { Shop = Shop.Domain, Token = Written.Mark + "-another" }] });
        await SendAsync(doors, ThingDocument.Query);

        Assert.That(wire.Asked.Select(a => a.Token), Is.EqualTo(new[] { Doors.Token, Written.Mark + "-another" }));
    }

    private static async Task<(Answer<OrderById> Answer, PretendWire Wire)> AskAsync(Action<PretendWire> tell, Document<OrderById>? document = null)
    {
        var wire = new PretendWire();
        tell(wire);
        using var doors = new Doors(wire);
        return (await doors.InTimeAsync(SendAsync(doors, document ?? ThingDocument.Query)), wire);
    }

    private static Task<Answer<OrderById>> SendAsync(Doors doors, Document<OrderById> document) =>
        doors.Admin.SendAsync(Shop.Domain, document, OrderById.Of(1), Urgency.WriteBack, CancellationToken.None);
}
