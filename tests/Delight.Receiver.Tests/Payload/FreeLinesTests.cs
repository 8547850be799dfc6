using System.Text.Json.Nodes;

namespace Delight.Receiver.Tests.Payload;

/// <summary>Gifts that were written into the order come back with it: what is free and in no catalogue was not bought.</summary>
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

    [TestCase("variant_id")]
    [TestCase("product_id")]
    public void What_is_in_the_catalogue_was_bought_although_it_is_free(string field)
    {
        foreach (var id in new[] { "39072856", "\"39072856\"", "\"odd\"", "{}" })
        {
            Assert.That(BoughtWith(Line("A sweet", "\"0.00\"").With(field, JsonNode.Parse(id))), Is.True, id);
        }
    }

    [Test]
    public void An_order_of_free_lines_only_is_an_order() =>
        Assert.That(PlatformOrder.Map(PlatformOrder.Any().With("line_items", new JsonArray(Line("A sample", "\"0.00\"")))).Items.Single().Title, Is.EqualTo("A sample"));

    private static bool BoughtWith(JsonObject line) => PlatformOrder.Map(PlatformOrder.Any()
        .With("line_items", new JsonArray(Line("Morning tea", "\"24.00\"").With("product_id", 632), line))).Items.Any(i => i.Title == "A sweet");

    private static JsonObject Line(string title, string price) => new() { ["title"] = title, ["price"] = JsonNode.Parse(price), ["variant_id"] = null, ["product_id"] = null };
}
