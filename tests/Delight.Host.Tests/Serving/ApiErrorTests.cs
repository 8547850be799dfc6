using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>Errors are problem details that say what is wrong.</summary>
public sealed class ApiErrorTests : OnOneOrder
{
    [TestCase("/api/v1/fulfilment?after=garbage", "after is not a cursor; give the value of next from the page before, or leave it out.")]
    [TestCase("/api/v1/fulfilment?limit=0", "limit is \"0\"; give a whole number from 1 to 1000.")]
    [TestCase("/api/v1/fulfilment?limit=1001", "limit is \"1001\"; give a whole number from 1 to 1000.")]
    [TestCase("/api/v1/fulfilment?limit=many", "limit is \"many\"; give a whole number from 1 to 1000.")]
    [TestCase("/api/v1/packing/calm-lake.myshopify.com/1", "The address must name the bench in 1 to 100 visible characters: ?bench=…")]
    [TestCase("/api/v1/fulfilment?state=lost", "state is \"lost\"; choose open, packed or all.")]
    [TestCase("/api/v1/fulfilment?customer=77", "A customer's id is known within a shop; name it with ?shop=")]
    [TestCase("/api/v1/fulfilment?shop=a&customer=Ada", "customer is \"Ada\"; give a customer's id, a whole number.")]
    [TestCase("/api/v1/orders", "Say what to look for with ?find=: an order's name or id, or a customer's id.")]
    [TestCase("/api/v1/orders?find=%20", "Say what to look for with ?find=: an order's name or id, or a customer's id.")]
    [TestCase("/api/v1/orders?find=1&limit=101", "limit is \"101\"; give a whole number from 1 to 100.")]
    [TestCase("/api/v1/customers/a/1/orders?limit=1001", "limit is \"1001\"; give a whole number from 1 to 1000.")]
    [TestCase("/api/v1/customers/a/1/orders?after=garbage", "after is not a cursor; give the value of next from the page before, or leave it out.")]
    [TestCase("/api/v1/fulfilment/lines?find=", "Say what to look for with ?find=: a sku, or words of a note or a title.")]
    [TestCase("/api/v1/fulfilment/lines?find=a&limit=0", "limit is \"0\"; give a whole number from 1 to 100.")]
    [TestCase("/api/v1/fulfilment/lines?find=a&after=garbage", "after is not a cursor; give the value of next from the answer before, or leave it out.")]
    [TestCase("/api/v1/orders?find=1&after=garbage", "after is not a cursor; give the value of next from the page before, or leave it out.")]
    [TestCase("/api/v1/failures?first=-1", "first is \"-1\"; give a whole number from 0 to 1000000000.")]
    [TestCase("/api/v1/failures?limit=0", "limit is \"0\"; give a whole number from 1 to 1000.")]
    [TestCase("/api/v1/failures?sort=luck", "sort is \"luck\"; choose from queue, messages, newest, oldest.")]
    [TestCase("/api/v1/failures/messages?limit=many", "limit is \"many\"; give a whole number from 1 to 1000.")]
    [TestCase("/api/v1/quarantine?first=x", "first is \"x\"; give a whole number from 0 to 1000000000.")]
    [TestCase("/api/v1/quarantine?sort=luck", "sort is \"luck\"; choose from shop, deliveries, newest, oldest.")]
    [TestCase("/api/v1/quarantine?sort=7", "sort is \"7\"; choose from shop, deliveries, newest, oldest.")]
    [TestCase("/api/v1/quarantine/deliveries?limit=0", "limit is \"0\"; give a whole number from 1 to 1000.")]
    [TestCase("/api/v1/showings?limit=1001", "limit is \"1001\"; give a whole number from 1 to 1000.")]
    [TestCase("/api/v1/rules/hits?days=0", "days is \"0\"; give a whole number from 1 to 366.")]
    [TestCase("/api/v1/rules/hits?days=367", "days is \"367\"; give a whole number from 1 to 366.")]
    public async Task A_bad_question_is_answered_400_with_what_is_wrong(string path, string detail) => IsProblem(await Server.GetAsync(path), 400, detail);

    [TestCase("/api/v1/fulfilment?shop=&state=&after=&limit=", "/api/v1/fulfilment")]
    [TestCase("/api/v1/fulfilment?Shop=", "/api/v1/fulfilment")]
    [TestCase("/api/v1/stats?shop=", "/api/v1/stats")]
    [TestCase("/api/v1/orders/by-ordinal?shop=", "/api/v1/orders/by-ordinal")]
    [TestCase("/api/v1/quarantine?shop=", "/api/v1/quarantine")]
    [TestCase("/api/v1/privacy?shop=", "/api/v1/privacy")]
    [TestCase("/api/v1/spool?shop=", "/api/v1/spool")]
    [TestCase("/api/v1/orders?find=1&shop=&limit=", "/api/v1/orders?find=1")]
    [TestCase("/api/v1/rules/hits?shop=&days=", "/api/v1/rules/hits")]
    [TestCase("/api/v1/failures?queue=&cause=", "/api/v1/failures")]
    public async Task A_value_that_is_empty_is_as_good_as_none(string path, string withoutIt)
    {
        var (status, _, body) = await Server.GetAsync(path);

        Assert.That((status, body.GetRawText()), Is.EqualTo((200, (await Server.GetAsync(withoutIt)).Body.GetRawText())));
    }

    [TestCase("/api/v1/orders/calm-lake.myshopify.com/1", "The shop calm-lake.myshopify.com has no story of an order 1 here: it is not known, or came with an import and nothing was told of it since.")]
    [TestCase("/api/v1/packing/calm-lake.myshopify.com/1?bench=b", "The shop calm-lake.myshopify.com has no order 1 that is known here. Look at the number again, or wait until the order arrives.")]
    [TestCase("/api/v1/orders/calm-lake.myshopify.com/1/facts", "The shop calm-lake.myshopify.com has no order 1 that is known here.")]
    [TestCase("/api/v1/fulfilment/calm-lake.myshopify.com/1", "The shop calm-lake.myshopify.com has no parcel for an order 1: no rule answered for it, and nobody packed it.")]
    [TestCase("/api/v1/quarantine/deliveries?group=none", "No such group is in the quarantine; say which with ?group= and the id of one that is listed.")]
    [TestCase("/api/v1/nowhere", "There is no such address.")]
    public async Task What_is_not_there_is_answered_404(string path, string detail) => IsProblem(await Server.GetAsync(path), 404, detail);

    [TestCase("/api/v1/stats?shop=%00")]
    [TestCase("/api/v1/fulfilment?shop=a%00b")]
    [TestCase("/api/v1/orders/a%0Ab/1")]
    public async Task A_control_character_is_answered_400(string path) => IsProblem(await Server.GetAsync(path), 400, "The address holds a control character.");

    [TestCase("/api/v1/quarantine/discard", """{"mesageId":"x","reason":"typo"}""")]
    [TestCase("/api/v1/failures/discard", """{"mesageId":"x","all":true,"reason":"typo"}""")]
    [TestCase("/api/v1/quarantine/discard", """{"reason":"all of it?"}""")]
    [TestCase("/api/v1/quarantine/discard", """{"deliveryId":"","reason":"an unset variable"}""")]
    [TestCase("/api/v1/quarantine/replay", """{"reasons":" "}""")]
    [TestCase("/api/v1/failures/discard", """{"messageId":"","queue":"ledger","reason":"an unset variable"}""")]
    [TestCase("/api/v1/spool/discard", """{"all":true,"deliveryId":"","reason":"an unset variable"}""")]
    [TestCase("/api/v1/spool/discard", """{"mesageId":"x","all":true,"reason":"typo"}""")]
    [TestCase("/api/v1/spool/discard", """{"reason":"all of it?"}""")]
    [TestCase("/api/v1/spool/discard", """{"all":true}""")]
    [TestCase("/api/v1/spool/discard", """{"all":true,"reason":"a\u0000b"}""")]
    [TestCase("/api/v1/quarantine/discard", """{"all":true,"reason":"a\u0000b"}""")]
    public async Task Nothing_is_discarded_by_mistake(string path, string body) =>
        Assert.That((await Server.PostAsync(path, JsonSerializer.Deserialize<JsonElement>(body))).Status, Is.EqualTo(400));

    [Test]
    public async Task A_charset_that_nobody_knows_is_the_callers_fault()
    {
        using var content = new StringContent("{\"packer\":\"Pat\"}");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=klingon");
        using var answer = await Server.Http.PostAsync(new Uri($"/api/v1/fulfilment/{Shop.Domain}/{Shop.OrderId(1)}/packed", UriKind.Relative), content);

        Assert.That((int)answer.StatusCode, Is.EqualTo(415));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("The charset of the Content-Type is not known"));
    }

    [TestCase("/api/v1/stats", "{}", 405, "POST is not for this address; it takes GET.")]
    [TestCase("/api/v1/failures/replay", "not json", 400, "The body is not the JSON that this address takes: look at $, line 1, byte 1.")]
    [TestCase("/api/v1/failures/replay", """{"queue":7}""", 400, "The body is not the JSON that this address takes: look at $.queue, line 1, byte 10.")]
    public async Task What_cannot_be_read_is_said(string path, string body, int status, string detail)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Server.Http.PostAsync(new Uri(path, UriKind.Relative), content);

        await IsProblemAsync(answer, status, detail);
    }

    [Test]
    public async Task A_body_that_is_no_json_is_answered_415()
    {
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "text/plain");
        using var answer = await Server.Http.PostAsync(new Uri("/api/v1/failures/replay", UriKind.Relative), content);

        await IsProblemAsync(answer, 415, "Send the body as JSON, with Content-Type: application/json.");
    }

    [TestCase("/nowhere", 404, "There is no such address.")]
    [TestCase("/webhooks/shopify", 405, "GET is not for this address; it takes POST.")]
    public async Task Outside_the_api_errors_are_problem_details_too(string path, int status, string detail)
    {
        using var answer = await Server.Http.GetAsync(new Uri(path, UriKind.Relative));

        await IsProblemAsync(answer, status, detail);
    }

    [Test]
    public async Task A_delivery_that_nobody_signed_is_a_problem()
    {
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await Server.Http.PostAsync(new Uri("/webhooks/shopify", UriKind.Relative), content);

        await IsProblemAsync(answer, 401, "The signature does not fit a shop known here.");
    }

    [TestCase("/api/v1/nowhere")]
    [TestCase("/api")]
    public async Task A_stranger_is_not_told_what_there_is(string path)
    {
        using var stranger = new HttpClient { BaseAddress = Server.Http.BaseAddress };
        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That((int)answer.StatusCode, Is.EqualTo(401));
    }

    [Test]
    public async Task An_id_that_is_no_number_is_no_order() => Assert.That((await Server.GetAsync("/api/v1/orders/a/b")).Status, Is.EqualTo(404));

    [TestCase("{}")]
    [TestCase("""{"packer":""}""")]
    [TestCase("""{"packer":"  "}""")]
    [TestCase("""{"packer":null}""")]
    [TestCase("""{"packer":"a\u0000b"}""")]
    [TestCase("""{"packer":"\u202etaP"}""")]
    [TestCase("""{"packer":"Pat\u2028packed it."}""")]
    public async Task Packing_needs_a_packer(string body) => IsProblem(await PackAsync(Shop.OrderId(1), JsonSerializer.Deserialize<JsonElement>(body)), 400,
        "The body must name the packer in 1 to 100 characters: {\"packer\":\"…\"}.");

    [Test]
    public async Task An_unknown_order_cannot_be_packed() => IsProblem(await PackAsync(1, new { packer = "Pat" }), 404,
        $"The shop {Shop.Domain} has no order 1 that is known here.");

    private static async Task IsProblemAsync(HttpResponseMessage answer, int status, string detail) => IsProblem(
        ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement), status, detail);

    private Task<(int Status, string? MediaType, JsonElement Body)> PackAsync(long order, object body) =>
        Server.PostAsync($"/api/v1/fulfilment/{Shop.Domain}/{order}/packed", body);
}
