using Delight.Receiver.Payload;

namespace Delight.Receiver.Tests.Payload;

public class OrderTopicsTests
{
    [TestCase("orders/create")]
    [TestCase("orders/updated")]
    [TestCase("orders/paid")]
    [TestCase("orders/cancelled")]
    [TestCase("orders/fulfilled")]
    [TestCase("orders/partially_fulfilled")]
    public void These_carry_a_whole_order(string topic) => Assert.That(OrderTopics.CarryAnOrder(topic), Is.True);

    [TestCase("orders/edited")]
    [TestCase("orders/delete")]
    [TestCase("refunds/create")]
    [TestCase("customers/redact")]
    [TestCase("app/uninstalled")]
    [TestCase("Orders/Create")]
    [TestCase("")]
    public void These_do_not(string topic) => Assert.That(OrderTopics.CarryAnOrder(topic), Is.False);
}
