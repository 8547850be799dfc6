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
    [TestCase("/api/v1/fulfilment?state=lost", "state is \"lost\"; choose open, packed or all.")]
    public async Task A_bad_question_is_answered_400_with_what_is_wrong(string path, string detail) => IsProblem(await Server.GetAsync(path), 400, detail);

    [TestCase("/api/v1/orders/calm-lake.myshopify.com/1", "The shop calm-lake.myshopify.com has no order 1 that is known here.")]
    [TestCase("/api/v1/nowhere", "There is no such address.")]
    public async Task What_is_not_there_is_answered_404(string path, string detail) => IsProblem(await Server.GetAsync(path), 404, detail);

    [TestCase("/api/v1/stats?shop=%00")]
    [TestCase("/api/v1/fulfilment?shop=a%00b")]
    [TestCase("/api/v1/orders/a%0Ab/1")]
    public async Task A_control_character_is_answered_400(string path) => IsProblem(await Server.GetAsync(path), 400, "The address holds a control character.");

    [TestCase("/api/v1/quarantine/discard", """{"mesageId":"x","reason":"typo"}""")]
    [TestCase("/api/v1/failures/discard", """{"mesageId":"x","all":true,"reason":"typo"}""")]
    [TestCase("/api/v1/quarantine/discard", """{"reason":"all of it?"}""")]
    [TestCase("/api/v1/quarantine/discard", """{"all":true,"reason":"a\u0000b"}""")]
    public async Task Nothing_is_discarded_by_mistake(string path, string body) =>
        Assert.That((await Server.PostAsync(path, JsonSerializer.Deserialize<JsonElement>(body))).Status, Is.EqualTo(400));

    [Test]
    public async Task An_id_that_is_no_number_is_no_order() => Assert.That((await Server.GetAsync("/api/v1/orders/a/b")).Status, Is.EqualTo(404));

    [TestCase("{}")]
    [TestCase("""{"packer":""}""")]
    [TestCase("""{"packer":"  "}""")]
    [TestCase("""{"packer":null}""")]
    [TestCase("""{"packer":"a\u0000b"}""")]
    public async Task Packing_needs_a_packer(string body) => IsProblem(await PackAsync(Shop.OrderId(1), JsonSerializer.Deserialize<JsonElement>(body)), 400,
        "The body must name the packer in 1 to 100 characters: {\"packer\":\"…\"}.");

    [Test]
    public async Task An_unknown_order_cannot_be_packed() => IsProblem(await PackAsync(1, new { packer = "Pat" }), 404,
        $"The shop {Shop.Domain} has no order 1 that is known here.");

    private Task<(int Status, string? MediaType, JsonElement Body)> PackAsync(long order, object body) =>
        Server.PostAsync($"/api/v1/fulfilment/{Shop.Domain}/{order}/packed", body);
}
