using System.Text;
using System.Text.Json.Nodes;
using static Delight.Receiver.Tests.Payload.PlatformOrder;

namespace Delight.Receiver.Tests.Payload;

/// <summary>Whatever an authentic body holds, it gets a sentence and no exception.</summary>
public class UnreadableOrderTests
{
    private const string CannotBeRead = "The body cannot be read as an order: at ";

    [TestCase("id", "The order has no id.")]
    [TestCase("created_at", "The order has no created_at.")]
    public void A_missing_field_is_named(string field, string sentence) => Assert.Multiple(() =>
    {
        Assert.That(Faults(Any().Without(field)), Is.EqualTo(new[] { sentence }));
        Assert.That(Faults(Any().With(field, null)), Is.EqualTo(new[] { sentence }));
    });

    [Test]
    public void All_missing_fields_are_named_together() =>
        Assert.That(Read("{}").Faults, Is.EqualTo(new[] { "The order has no id.", "The order has no created_at." }));

    [Test]
    public void The_value_null_is_no_order() => Assert.That(Read("null").Faults, Is.EqualTo(new[] { "The body is the JSON value null." }));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("[]")]
    [TestCase("[{\"id\":1}]")]
    [TestCase("42")]
    [TestCase("\"order\"")]
    [TestCase("true")]
    [TestCase("{\"id\":1,\"created_at\":\"2026-11-20T1")]
    [TestCase("{\"id\":1,}")]
    [TestCase("<order/>")]
    [TestCase("id=1&name=x")]
    [TestCase("{\"id\":1}{\"id\":2}")]
    public void What_is_no_json_object_is_a_sentence(string body) =>
        Assert.That(Read(body).Faults, Has.Count.EqualTo(1).And.All.StartsWith(CannotBeRead));

    [TestCase("id", "\"#1042\"")]
    [TestCase("id", "1.5")]
    [TestCase("id", "9223372036854775808")]
    [TestCase("id", "-9223372036854775809")]
    [TestCase("id", "1e400")]
    [TestCase("id", "{}")]
    [TestCase("id", "true")]
    [TestCase("name", "42")]
    [TestCase("name", "[]")]
    [TestCase("created_at", "\"yesterday\"")]
    [TestCase("created_at", "1795169730")]
    [TestCase("created_at", "\"2026-13-45T10:15:30Z\"")]
    [TestCase("created_at", "\"2026-11-20 10:15:30\"")]
    [TestCase("created_at", "\"0001-01-01T00:00:00+14:00\"")]
    [TestCase("updated_at", "\"9999-12-31T23:59:59-14:00\"")]
    [TestCase("test", "\"no\"")]
    [TestCase("current_total_price", "\"\"")]
    [TestCase("current_total_price", "\"49,95\"")]
    [TestCase("current_total_price", "\"free\"")]
    [TestCase("current_total_price", "1e400")]
    [TestCase("customer", "[]")]
    [TestCase("customer", "7")]
    [TestCase("customer", "{\"id\":{}}")]
    [TestCase("line_items", "{}")]
    [TestCase("line_items", "[[]]")]
    [TestCase("line_items", "[{\"requires_shipping\":\"maybe\"}]")]
    public void A_value_of_the_wrong_kind_is_named_by_its_place(string field, string value) =>
        Assert.That(Read(Body(field, value)).Faults, Has.Count.EqualTo(1).And.All.StartsWith($"{CannotBeRead}$.{field}"));

    [Test]
    public void The_sentence_names_line_and_byte() =>
        Assert.That(Read("{\n  \"id\": 1,\n  \"test\": 7\n}").Faults, Is.EqualTo(new[] { $"{CannotBeRead}$.test, line 3, byte 11." }));

    [Test]
    public void The_sentence_repeats_nothing_of_the_body() =>
        Assert.That(Read(Body("created_at", "\"swordfish\"")).Faults, Has.None.Contains("swordfish"));

    [TestCase("92233720368547758.08")]
    [TestCase("79228162514264337593543950335")]
    public void An_amount_larger_than_any_orders_is_a_sentence(string total) =>
        Assert.That(Faults(Any().With("current_total_price", total)), Is.EqualTo(new[] { "An amount is larger than any order's." }));

    [Test]
    public void A_body_nested_without_end_is_a_sentence() =>
        Assert.That(Read(Body("note", new string('[', 10_000) + new string(']', 10_000))).Faults, Has.Count.EqualTo(1).And.All.StartsWith(CannotBeRead));

    [Test]
    public void Bytes_that_are_no_text_are_a_sentence()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"id\":1,\"created_at\":\"2026-11-20T10:15:30Z\",\"name\":\""), 0xFF, 0xFE, .. "\"}"u8];

        Assert.That(Read(body).Faults, Has.Count.EqualTo(1).And.All.StartsWith(CannotBeRead));
    }

    [Test]
    public void Half_a_letter_is_a_sentence() =>
        Assert.That(Read(Body("name", "\"\\ud83d\"")).Faults, Has.Count.EqualTo(1).And.All.StartsWith(CannotBeRead));

    [Test]
    public void Every_truncation_of_an_order_is_a_sentence()
    {
        var whole = Encoding.UTF8.GetBytes(Any().ToJsonString());

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.That(Read(whole[..length]).Faults, Has.Count.EqualTo(1), $"Cut off after {length} bytes.");
        }
    }

    private static string Body(string field, string value)
    {
        var order = Any().Without(field).ToJsonString();
        return $"{{\"{field}\":{value},{order[1..]}";
    }
}
