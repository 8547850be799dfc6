using System.Text;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Platform.Work;
using Delight.Receiver.Privacy;
using Delight.Receiver.Quarantine;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Delight.Receiver.Tests.Quarantine;

public class QuarantineTests(StoreKind kind) : OnEachStore(kind, typeof(ReceiverModule))
{
    private static readonly DeliveryQuarantined Quarantined = new()
    {
        Shop = Shop.Domain,
        Reasons = ["The order has no id.", "The order has no created_at."],
        Body = """{"customer":{"first_name":"Swordfish"}}"""u8.ToArray(),
        Delivery = Shop.Delivery("orders/create"),
    };

    private readonly Logbook<QuarantineConsumer> _log = new();

    [Test]
    public async Task What_could_not_be_understood_is_kept_whole_with_its_reasons()
    {
        await ConsumeAsync(Quarantined);

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select shop || '|' || topic || '|' || reasons from quarantine")),
            Is.EqualTo(new[] { $"{Shop.Domain}|orders/create|The order has no id.\nThe order has no created_at." }));
        Assert.That((await ReadAsync(s => s.QueryAsync<Row>("select body from quarantine"))).Single().Body, Is.EqualTo(Quarantined.Body));
    }

    [Test]
    public async Task Delivered_twice_by_the_broker_it_is_kept_and_counted_once()
    {
        await ConsumeAsync(Quarantined, Quarantined);

        Assert.That(await CountAsync("select count(*) from quarantine"), Is.EqualTo(1));
        Assert.That(await ReadAsync(s => s.SumsAsync()), Is.EquivalentTo(new Dictionary<string, long>
        {
            ["deliveries/quarantined"] = 1,
            [Intake.TakenFrom(Shop.Receiver)] = 1,
        }));
    }

    [Test]
    public async Task What_was_under_way_when_its_customer_was_forgotten_is_dropped_and_counted_once()
    {
        await WriteAsync(s => s.BuryAsync(new Person(Shop.Domain, Shop.Ada, [], Guid.NewGuid()), Shop.Day(100)));
        var hers = Quarantined with { Body = Encoding.UTF8.GetBytes($$"""{"customer":{"id":{{Shop.Ada}}}"""), Delivery = Shop.Delivery("orders/create") };
        var later = hers with { Delivery = Shop.Delivery("orders/create") with { ReceivedAt = Shop.Day(101) } };

        await ConsumeAsync(hers, hers, Quarantined, later);

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select delivery_id from quarantine")),
            Is.EquivalentTo(new[] { Quarantined.Delivery.Id.ToString(), later.Delivery.Id.ToString() }));
        Assert.That((await ReadAsync(s => s.SumsAsync()))[Intake.TakenFrom(Shop.Receiver)], Is.EqualTo(3));
    }

    [TestCase("{\"customer\":null,\"email\":\"ADA@example.com\"", ExpectedResult = 0)]
    [TestCase("{\"customer\":null,\"phone\":\"+1 (555) 010-7788\"", ExpectedResult = 0)]
    [TestCase("{\"id\":9100000000001042,\"customer\":null", ExpectedResult = 0)]
    [TestCase("{\"customer\":null,\"email\":\"bertada@example.com\",\"phone\":\"+15550107789\",\"id\":91000000000010421", ExpectedResult = 1)]
    public async Task<long> A_guest_is_known_by_address_and_order_after_the_request_is_done(string body)
    {
        await WriteAsync(s => s.BuryAsync(
            new Person(Shop.Domain, Shop.Ada, [9100000000001042], Guid.NewGuid()) { Email = "ada@example.com", Phone = "+15550107788" }, Shop.Day(100)));

        await ConsumeAsync(Quarantined with { Body = Encoding.UTF8.GetBytes(body), Delivery = Shop.Delivery("orders/create") });

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select mark from tombstone_marks")), Has.Count.EqualTo(3).And.None.Contains("ada").And.None.Contains("7788"));
        return await CountAsync("select count(*) from quarantine");
    }

    [Test]
    public async Task What_a_spool_held_and_nobody_could_read_is_known_by_the_shop_in_it()
    {
        await WriteAsync(s => s.BuryAsync(new Person(Shop.Domain, Shop.Ada, [], Guid.NewGuid()), Shop.Day(100)));
        await WriteAsync(s => s.BuryShopAsync(Shop.OtherDomain, Shop.Day(100)));
        DeliveryQuarantined Held(string body) => Quarantined with { Shop = "", Body = Encoding.UTF8.GetBytes(body), Delivery = Shop.Delivery("") };

        await ConsumeAsync(Held($$"""{"shop":"{{Shop.Domain}}","customerId":{{Shop.Ada}}"""), Held($$"""{"shop":"{{Shop.OtherDomain}}","""),
            Held($$"""{"shop":"{{Shop.Domain}}","customerId":8"""), Held($$"""{"shop":"very-{{Shop.OtherDomain}}","customerId":{{Shop.Ada}}"""));

        Assert.That(await CountAsync("select count(*) from quarantine"), Is.EqualTo(2));
    }

    [Test]
    public async Task What_was_under_way_when_its_shop_was_forgotten_is_dropped_also_when_it_was_there_before()
    {
        await ConsumeAsync(Quarantined);
        await WriteAsync(async s =>
        {
            await s.BuryShopAsync(Shop.Domain, Shop.Day(100));
            await new QuarantineOfPerson().RedactShopAsync(s, Shop.Domain);
        });

        await ConsumeAsync(Quarantined, Quarantined with { Delivery = Shop.Delivery("orders/create") });

        Assert.That(await CountAsync("select count(*) from quarantine"), Is.Zero);
        Assert.That((await ReadAsync(s => s.SumsAsync()))[Intake.TakenFrom(Shop.Receiver)], Is.EqualTo(2));
    }

    [Test]
    public async Task The_log_tells_the_reasons_and_nothing_of_the_body()
    {
        await ConsumeAsync(Quarantined);

        Assert.That(_log.Lines, Has.Some.Contains("The order has no id.").And.None.Contains("Swordfish"));
    }

    private async Task ConsumeAsync(params DeliveryQuarantined[] messages)
    {
        var services = new ServiceCollection().AddSingleton(Store).AddSingleton<ILogger<QuarantineConsumer>>(_log);
        await using var bus = await TestBus.StartAsync(services, b => b.AddConsumer<QuarantineConsumer>());
        foreach (var message in messages)
        {
            await bus.Bus.Publish(message);
        }

        await bus.ConsumedAsync<DeliveryQuarantined>(messages.Length);
        Assert.That(bus.Published<Fault<DeliveryQuarantined>>(), Is.Empty);
    }

    private sealed record Row
    {
        public byte[] Body { get; init; } = [];
    }
}
