using System.Text;
using Delight.Platform.Failures;

namespace Delight.Platform.Tests.Failures;

public class MaskedTests
{
    [TestCase("total_price", "20.00", ExpectedResult = "20.00")]
    [TestCase("amount", "1250", ExpectedResult = "1250")]
    [TestCase("zip", "10115", ExpectedResult = "•••")]
    [TestCase("phone", "5550123", ExpectedResult = "•••")]
    [TestCase("name", "Ada", ExpectedResult = "•••")]
    [TestCase("created_at", "2026-03-01T09:00:00Z", ExpectedResult = "2026-03-01T09:00:00Z")]
    [TestCase("topic", "orders/paid", ExpectedResult = "orders/paid")]
    public string What_is_not_known_to_be_no_ones_is_masked(string name, string value) =>
        Masked.Of(Encoding.UTF8.GetBytes($$"""{"{{name}}":"{{value}}"}"""), "topic")[name]!.GetValue<string>();
}
