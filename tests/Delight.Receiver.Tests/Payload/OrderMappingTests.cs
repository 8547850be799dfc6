using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Receiver.Payload;
using static Delight.Receiver.Tests.Payload.PlatformOrder;

namespace Delight.Receiver.Tests.Payload;

public class OrderMappingTests
{
    [Test]
    public void An_ordinary_order_is_mapped_field_by_field() => Assert.That(Map(Any()), Is.EqualTo(new OrderSeen
    {
        Shop = Shop.Domain,
        OrderId = 820_982_911_946_154_508,
        OrderName = "#1042",
        CustomerId = 9_200_000_000_000_007,
        CustomerFirstName = "Ada",
        CreatedAt = new DateTimeOffset(2026, 11, 20, 10, 15, 30, TimeSpan.Zero),
        UpdatedAt = new DateTimeOffset(2026, 11, 20, 10, 20, 0, TimeSpan.Zero),
        CancelledAt = null,
        FinancialStatus = "paid",
        Fulfilled = false,
        Test = false,
        RequiresShipping = true,
        Total = new Money(4995, "USD"),
        Delivery = Arrived,
    }));

    [Test]
    public void Times_are_told_in_utc() => Assert.Multiple(() =>
    {
        var order = Map(Any().With("cancelled_at", "2026-11-20T12:00:00+02:00"));
        Assert.That(order.CreatedAt.Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(order.UpdatedAt.Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(order.CancelledAt!.Value.ToString("O"), Is.EqualTo("2026-11-20T10:00:00.0000000+00:00"));
    });

    [Test]
    public void A_guest_has_no_customer() => Assert.Multiple(() =>
    {
        Assert.That(Map(Any().With("customer", null)).CustomerId, Is.Null);
        Assert.That(Map(Any().Without("customer")).CustomerId, Is.Null);
        Assert.That(Map(Any().With("customer", new JsonObject())).CustomerId, Is.Null);
        Assert.That(Map(Any().With("customer", new JsonObject { ["id"] = null })).CustomerId, Is.Null);
    });

    [Test]
    public void A_shop_that_shares_no_names_still_has_customers()
    {
        var order = Map(Any().With("customer", new JsonObject { ["id"] = 7, ["state"] = "enabled" }));

        Assert.That((order.CustomerId, order.CustomerFirstName), Is.EqualTo((7, default(string))));
    }

    [TestCase(" Ada ", "Ada")]
    [TestCase("", null)]
    [TestCase("   ", null)]
    public void A_first_name_is_taken_without_blanks_around_it(string given, string? name) =>
        Assert.That(Map(WithFirstName(given)).CustomerFirstName, Is.EqualTo(name));

    [Test]
    public void Naughty_first_names_come_through_without_control_characters()
    {
        var names = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Shared("data/names/blns.json")))!;

        Assert.That(names.Select(n => Map(WithFirstName(n)).CustomerFirstName),
            Is.EqualTo(names.Select(n => string.Concat(n.Replace('\t', ' ').Replace('\n', ' ').Replace('\u0085', ' ').Replace('\v', ' ').Replace('\f', ' ').Replace('\r', ' ').Replace('\u2028', ' ').Replace('\u2029', ' ').Where(c => !char.IsControl(c) && c is not ('\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')))).Trim() is { Length: > 0 and <= 255 } plain ? plain : null)));
    }

    [TestCase("2026-11-20T10:15:30", "2026-11-20T10:15:30Z")]
    [TestCase("2026-11-20T10:15:30-05:00", "2026-11-20T15:15:30Z")]
    [TestCase("2026-11-20T10:15:30Z", "2026-11-20T10:15:30Z")]
    public void A_time_without_an_offset_is_utc(string given, string time) =>
        Assert.That(Map(Any().With("created_at", given)).CreatedAt, Is.EqualTo(DateTimeOffset.Parse(time)));

    [Test]
    public void A_name_without_a_customer_is_none_since_nobody_could_ask_for_it_to_be_forgotten() =>
        Assert.That(Map(Any().With("customer", new JsonObject { ["id"] = null, ["first_name"] = "Ada" })).CustomerFirstName, Is.Null);

    [Test]
    public void A_name_of_ten_thousand_characters_is_none() => Assert.That(Map(WithFirstName(new string('x', 10_000))).CustomerFirstName, Is.Null);

    [TestCase("\u202eadA", "adA")]
    [TestCase("A\u200e\u200fda\u061c", "Ada")]
    [TestCase("Ada\u2028Lovelace\u2029", "Ada Lovelace")]
    [TestCase("\u2067شادي\u2069", "شادي")]
    [TestCase("{{firstName}} <b>Ada</b> '; drop table orders", "{{firstName}} <b>Ada</b> '; drop table orders")]
    public void Nothing_in_a_name_turns_the_text_around(string given, string name) => Assert.That(Map(WithFirstName(given)).CustomerFirstName, Is.EqualTo(name));

    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("9007199254740993", 9_007_199_254_740_993)]
    public void An_id_beyond_what_javascript_counts_stays_exact(string digits, long id) => Assert.Multiple(() =>
    {
        Assert.That(Map(Any().With("id", JsonNode.Parse(digits))).OrderId, Is.EqualTo(id));
        Assert.That(Map(Any().With("id", digits)).OrderId, Is.EqualTo(id));
        Assert.That(Map(Any().With("customer", new JsonObject { ["id"] = digits })).CustomerId, Is.EqualTo(id));
    });

    [Test]
    public void An_order_without_a_name_is_called_by_its_id() => Assert.Multiple(() =>
    {
        Assert.That(Map(Any().Without("name")).OrderName, Is.EqualTo("#820982911946154508"));
        Assert.That(Map(Any().With("name", null)).OrderName, Is.EqualTo("#820982911946154508"));
        Assert.That(Map(Any().With("name", " ")).OrderName, Is.EqualTo("#820982911946154508"));
    });

    [Test]
    public void An_order_that_was_never_updated_is_as_old_as_it_is() =>
        Assert.That(Map(Any().Without("updated_at")).UpdatedAt, Is.EqualTo(new DateTimeOffset(2026, 11, 20, 10, 15, 30, TimeSpan.Zero)));

    [Test]
    public void Everything_but_the_id_and_the_time_may_be_missing()
    {
        var order = Map(new JsonObject { ["id"] = 1, ["created_at"] = "2026-11-20T10:15:30Z" });

        Assert.That((order.OrderId, order.OrderName, order.FinancialStatus, order.Total, order.RequiresShipping, order.Test, order.Fulfilled),
            Is.EqualTo((1, "#1", default(string), new Money(0, "XXX"), true, false, false)));
    }

    [Test]
    public void Unknown_fields_are_passed_over() =>
        Assert.That(Map(Any().With("brand_new", new JsonObject { ["deep"] = new JsonArray(1, "two", null) })), Is.EqualTo(Map(Any())));

    [TestCase(true, true, true)]
    [TestCase(true, false, true)]
    [TestCase(false, false, false)]
    public void One_line_that_is_shipped_makes_a_parcel(bool first, bool second, bool shipped) =>
        Assert.That(Map(Any().With("line_items", Lines(first, second))).RequiresShipping, Is.EqualTo(shipped));

    [Test]
    public void Where_it_is_not_said_a_line_is_shipped() => Assert.Multiple(() =>
    {
        Assert.That(Map(Any().With("line_items", Lines(false, null))).RequiresShipping, Is.True);
        Assert.That(Map(Any().With("line_items", new JsonArray())).RequiresShipping, Is.True);
        Assert.That(Map(Any().With("line_items", null)).RequiresShipping, Is.True);
        Assert.That(Map(Any().Without("line_items")).RequiresShipping, Is.True);
        Assert.That(Map(Any().With("line_items", new JsonArray((JsonNode?)null))).RequiresShipping, Is.True);
    });

    [TestCase("fulfilled", true)]
    [TestCase("partial", false)]
    [TestCase("restocked", false)]
    [TestCase(null, false)]
    public void Only_a_whole_order_is_fulfilled(string? status, bool fulfilled) =>
        Assert.That(Map(Any().With("fulfillment_status", status)).Fulfilled, Is.EqualTo(fulfilled));

    [Test]
    public void A_test_order_says_so() => Assert.That(Map(Any().With("test", true)).Test, Is.True);

    [Test]
    public void The_total_is_the_one_after_edits_and_refunds() => Assert.Multiple(() =>
    {
        Assert.That(Map(Any()).Total, Is.EqualTo(new Money(4995, "USD")));
        Assert.That(Map(Any().Without("current_total_price")).Total, Is.EqualTo(new Money(6000, "USD")));
        Assert.That(Map(Any().With("current_total_price", "0.00")).Total, Is.EqualTo(new Money(0, "USD")));
    });

    [TestCase("JPY", "5000", 5000)]
    [TestCase("JPY", "5000.00", 5000)]
    [TestCase("KWD", "1.234", 1234)]
    [TestCase("EUR", "0.1", 10)]
    public void A_total_is_counted_in_the_currencys_smallest_unit(string currency, string total, long minor) =>
        Assert.That(Map(Any().With("currency", currency).With("current_total_price", total)).Total, Is.EqualTo(new Money(minor, currency)));

    [Test]
    public void A_total_may_be_a_number_instead_of_a_text() =>
        Assert.That(Map(Any().With("current_total_price", 49.95m)).Total, Is.EqualTo(new Money(4995, "USD")));

    /// <summary>One of the stores cannot keep a zero byte, and would refuse the order far behind the door.</summary>
    [TestCase("A\0da", "Ada")]
    [TestCase("\u001b[31mAda\u007f", "[31mAda")]
    [TestCase("\0\u0001", null)]
    [TestCase("Ada\r\nLovelace\t", "Ada  Lovelace")]
    public void Control_characters_are_left_out_of_every_text(string given, string? text) => Assert.Multiple(() =>
    {
        Assert.That(Map(WithFirstName(given)).CustomerFirstName, Is.EqualTo(text));
        Assert.That(Map(Any().With("name", given)).OrderName, Is.EqualTo(text ?? "#820982911946154508"));
        Assert.That(Map(Any().With("financial_status", given)).FinancialStatus, Is.EqualTo(text));
    });

    [Test]
    public void A_currency_with_a_control_character_is_none() =>
        Assert.That(new OrderSeenValidator().Faults(Map(Any().With("currency", "US\0"))), Is.EqualTo(new[] { "The currency is not an ISO 4217 code." }));

    private static JsonObject WithFirstName(string name) => Any().With("customer", new JsonObject { ["id"] = 7, ["first_name"] = name });

    private static JsonArray Lines(params bool?[] shipped) => [.. shipped.Select(s => new JsonObject { ["requires_shipping"] = s })];
}
