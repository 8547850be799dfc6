using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Rules.Tests;

public class RuleOnTheBusTests
{
    [TestCase(4, true)]
    [TestCase(3, false)]
    public async Task Give_and_pass_both_travel_with_the_id_that_belongs_to_them(int ordinal, bool gives)
    {
        var services = new ServiceCollection().AddSingleton<IOptionsMonitor<FourthToSeventhOrderSettings>>(new InForce<FourthToSeventhOrderSettings>(new()));
        await using var bus = await TestBus.StartAsync(services, b => b.AddConsumer<FourthToSeventhOrder>());

        await bus.Bus.Publish(Shop.Ranked(ordinal));
        await bus.ConsumedAsync<OrderRanked>();

        var (answer, id) = bus.Published<GestureDecided>().Single();
        Assert.That((answer.OrderId, answer.Rule, answer.Gives), Is.EqualTo((Shop.OrderId(ordinal), "fourth-to-seventh-order", gives)));
        Assert.That(id, Is.EqualTo(Contracts.MessageId.Of(answer)));
    }
}
