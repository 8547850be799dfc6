using System.Text.Json.Nodes;

namespace Delight.Receiver.Tests.Payload;

/// <summary>Gifts that were written into the order come back with it: what is free, not taxed, shipped and in no catalogue was not bought.</summary>
public class FreeLinesTests
{
    [TestCase("\"0.00\"", false)]
    [TestCase("\"0\"", false)]
    [TestCase("0", false)]
    [TestCase("\"24.00\"", true)]
    [TestCase("\"0.01\"", true)]
    [TestCase("\"a gift\"", true)]
    [TestCase("{\"amount\":\"0.00\"}", true)]
    [TestCase("[0]", true)]
    [TestCase("null", true)]
    public void Only_what_costs_nothing_is_free_and_an_odd_price_is_no_reason_to_refuse(string price, bool isBought) =>
        Assert.That(BoughtWith(Line("A sweet", price)), Is.EqualTo(isBought));

    [TestCase("vendor", "\"Leaf & Co\"", true)]
    [TestCase("vendor", "\"\"", false)]
    [TestCase("sku", "\"SWEET-1\"", true)]
    [TestCase("sku", "\"\"", false)]
    [TestCase("sku", "[1]", false)]
    [TestCase("taxable", "true", true)]
    [TestCase("taxable", "null", true)]
    [TestCase("taxable", "\"no\"", true)]
    [TestCase("taxable", "{}", true)]
    [TestCase("requires_shipping", "false", true)]
    [TestCase("requires_shipping", "null", true)]
    [TestCase("variant_id", "{}", false)]
    public void What_we_do_not_write_was_bought_although_it_is_free_and_an_odd_value_is_no_reason_to_refuse(string field, string value, bool isBought) =>
        Assert.That(BoughtWith(Line("A sweet", "\"0.00\"").With(field, JsonNode.Parse(value))), Is.EqualTo(isBought));

    [Test]
    public void An_order_of_free_lines_only_is_an_order() =>
        Assert.That(PlatformOrder.Map(PlatformOrder.Any().With("line_items", new JsonArray(Line("A sample", "\"0.00\"")))).Items.Single().Title, Is.EqualTo("A sample"));

    private static bool BoughtWith(JsonObject line) => PlatformOrder.Map(PlatformOrder.Any()
        .With("line_items", new JsonArray(Line("Morning tea", "\"24.00\"").With("product_id", 632), line))).Items.Any(i => i.Title == "A sweet");

    private static JsonObject Line(string title, string price) => new() { ["title"] = title, ["price"] = JsonNode.Parse(price), ["vendor"] = null, ["sku"] = null, ["taxable"] = false, ["requires_shipping"] = true };
}
