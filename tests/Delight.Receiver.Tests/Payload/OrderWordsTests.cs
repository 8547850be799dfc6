using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Platform.Privacy;
using static Delight.Receiver.Tests.Payload.PlatformOrder;

namespace Delight.Receiver.Tests.Payload;

/// <summary>What notes may speak of and packers are to know, and that no order is lost for it.</summary>
public class OrderWordsTests
{
    [Test]
    public void What_notes_may_speak_of_and_packers_are_to_know_is_taken()
    {
        var order = Map(Any().With("customer_locale", "de-AT").With("note", " Please no\nplastic ").With("email", "ada@example.com")
            .With("customer", new JsonObject { ["id"] = 7, ["tags"] = "no chocolate, size:M,  , no chocolate" })
            .With("line_items", new JsonArray(new JsonObject { ["title"] = "A candle", ["vendor"] = "Beverly" }, new JsonObject { ["title"] = "" }, null, new JsonObject { ["title"] = "Tea" }))
            .With("refunds", new JsonArray(new JsonObject { ["created_at"] = "2026-11-21T10:00:00+02:00" }, new JsonObject { ["created_at"] = "2026-11-20T10:00:00Z" }, new JsonObject())));

        Assert.That((order.Locale, order.SpecialRequest, order.RefundedAt), Is.EqualTo(("de-AT", "Please no plastic", (DateTimeOffset?)new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero))));
        Assert.That(order.CustomerTags, Is.EqualTo(new[] { "no chocolate", "size:M" }));
        Assert.That(order.Items, Is.EqualTo(new[] { new OrderItem("A candle", "Beverly"), new OrderItem("Tea") }));
        Assert.That(order.EmailDigest, Is.EqualTo(AddressDigest.Of(Shop.Domain, "ada@example.com")).And.Length.EqualTo(64));
    }

    [Test]
    public void Nothing_of_a_guest_is_taken_that_nobody_could_forget()
    {
        var order = Map(Any().Without("customer").With("note", "Call me").With("email", "ada@example.com"));

        Assert.That((order.SpecialRequest, order.EmailDigest), Is.EqualTo(((string?)null, (string?)null)));
    }

    [TestCase("customer_locale")]
    [TestCase("note")]
    [TestCase("email")]
    [TestCase("refunds")]
    public void An_order_is_not_lost_for_what_only_makes_it_nicer(string field) => Assert.Multiple(() =>
    {
        foreach (var odd in new[] { "7", "true", "{\"a\":[1]}", "[[{}]]", "\"\\ud800\"", "null" })
        {
            Assert.That(Read($"{Any().Without(field).ToJsonString()[..^1]},\"{field}\":{odd}}}").Order?.OrderName, Is.EqualTo("#1042"), odd);
        }
    });

    [TestCase("first_name")]
    [TestCase("tags")]
    [TestCase("email")]
    public void Nor_for_what_is_said_of_its_customer(string field) =>
        Assert.That(Read("""{"id":1,"created_at":"2026-11-20T05:15:30-05:00","customer":{"id":7,"FIELD":"\ud83d"}}""".Replace("FIELD", field, StringComparison.Ordinal)).Order?.CustomerId, Is.EqualTo(7));

    [Test]
    public void What_is_too_long_is_cut_between_characters()
    {
        var order = Map(Any().With("note", string.Concat(Enumerable.Repeat("👩‍👩‍👧", 200))).With("line_items", new JsonArray([.. Enumerable.Range(0, 9).Select(n => (JsonNode)new JsonObject { ["title"] = new string('a', 300) })])));

        Assert.That(order.SpecialRequest, Does.EndWith("👩‍👩‍👧…").And.Length.LessThanOrEqualTo(501));
        Assert.That((order.Items.Count, order.Items[0].Title.Length), Is.EqualTo((5, 101)));
    }
}
