using System.Text;
using Delight.Platform.Bus;

namespace Delight.Platform.Tests.Bus;

internal sealed class RabbitMqConnectionTests
{
    [TestCase("3.10.8", false)]
    [TestCase("3.13.7", false)]
    [TestCase("4.0.2", true)]
    [TestCase("12.1.0-rc.1", true)]
    [TestCase("unknown", false)]
    public void Who_gives_a_message_up_by_itself_is_known_by_its_version(string version, bool givesUp) =>
        Assert.That(RabbitMqConnection.GivesUpAfterDeliveries(new Dictionary<string, object?> { ["version"] = Encoding.UTF8.GetBytes(version) }), Is.EqualTo(givesUp));

    [Test]
    public void A_server_that_does_not_tell_its_version_is_not_reminded_of() =>
        Assert.That(RabbitMqConnection.GivesUpAfterDeliveries(new Dictionary<string, object?>()), Is.False);
}
