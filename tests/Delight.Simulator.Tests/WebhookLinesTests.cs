using System.Text.Json;

namespace Delight.Simulator.Tests;

public class WebhookLinesTests
{
    [Test]
    public void Amounts_are_strings_in_the_shops_and_the_customers_money()
    {
        var order = Orders.Webhook(Orders.Any);

        Assert.That(order.GetProperty("total_price").GetString(), Is.EqualTo("20.30"));
        Assert.That(order.GetProperty("current_total_price").GetString(), Is.EqualTo("20.30"));
        foreach (var side in new[] { "shop_money", "presentment_money" })
        {
            var money = order.GetProperty("current_total_price_set").GetProperty(side);
            Assert.That(money.GetProperty("amount").GetString(), Is.EqualTo("20.30"));
            Assert.That(money.GetProperty("currency_code").GetString(), Is.EqualTo("USD"));
        }
    }

    [TestCase("JPY", "20")]
    [TestCase("KWD", "20.300")]
    public void Amounts_have_the_decimals_of_their_currency(string currency, string expected) =>
        Assert.That(Orders.Webhook(Orders.Any with { Currency = currency }).GetProperty("total_price").GetString(), Is.EqualTo(expected));

    [Test]
    public void What_the_total_has_more_than_the_goods_is_shipping()
    {
        var order = Orders.Webhook(Orders.Any);

        Assert.That(order.GetProperty("total_line_items_price").GetString(), Is.EqualTo("18.60"));
        Assert.That(order.GetProperty("total_discounts").GetString(), Is.EqualTo("0.00"));
        Assert.That(order.GetProperty("shipping_lines")[0].GetProperty("price").GetString(), Is.EqualTo("1.70"));
    }

    [Test]
    public void What_the_total_has_less_than_the_goods_is_a_discount()
    {
        var order = Orders.Webhook(Orders.Any with { Total = 15 });

        Assert.That(order.GetProperty("total_discounts").GetString(), Is.EqualTo("3.60"));
        Assert.That(order.GetProperty("subtotal_price").GetString(), Is.EqualTo("15.00"));
    }

    [Test]
    public void Lines_tell_what_was_bought()
    {
        var lines = Orders.Webhook(Orders.Any with { Lines = [new("P-1", "Pattern", 3, 6, RequiresShipping: false), new(Sku: null, "Tea", 1, 4.5m)] }).GetProperty("line_items");

        Assert.That(lines.GetArrayLength(), Is.EqualTo(2));
        Assert.That(lines[0].GetProperty("sku").GetString(), Is.EqualTo("P-1"));
        Assert.That(lines[0].GetProperty("title").GetString(), Is.EqualTo("Pattern"));
        Assert.That(lines[0].GetProperty("quantity").GetInt32(), Is.EqualTo(3));
        Assert.That(lines[0].GetProperty("price").GetString(), Is.EqualTo("6.00"));
        Assert.That(lines[0].GetProperty("requires_shipping").GetBoolean(), Is.False);
        Assert.That(lines[1].GetProperty("requires_shipping").GetBoolean(), Is.True);
        Assert.That(lines[1].GetProperty("sku").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(lines[0].GetProperty("id").GetInt64(), Is.Positive.And.Not.EqualTo(lines[1].GetProperty("id").GetInt64()));
    }

    [Test]
    public void An_order_without_known_lines_has_one_shipped_line_worth_its_total()
    {
        var line = Orders.Webhook(Orders.Any with { Lines = [] }).GetProperty("line_items").EnumerateArray().Single();

        Assert.That(line.GetProperty("price").GetString(), Is.EqualTo("20.30"));
        Assert.That(line.GetProperty("requires_shipping").GetBoolean(), Is.True);
    }

    [Test]
    public void An_order_with_nothing_to_ship_has_no_address()
    {
        var order = Orders.Webhook(Orders.Any with { Lines = [new("P-1", "Pattern", 1, 6, RequiresShipping: false)] });

        Assert.That(order.GetProperty("shipping_address").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(order.GetProperty("shipping_lines").GetArrayLength(), Is.Zero);
    }
}
