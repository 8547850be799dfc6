using System.Net.Http.Json;
using System.Text.Json;
using Delight.Simulator;
using Delight.SystemTests.Running;
using Npgsql;
using RabbitMQ.Client;

namespace Delight.SystemTests;

/// <summary>A customer asks to be forgotten while orders with the name wait on the broker; afterwards nothing of what Delight keeps holds it.</summary>
internal sealed class ForgottenUnderWayTests
{
    private const string Name = "Wilhelmine-Swordfish";
    private const string Email = "wilhelmine@swordfish.example";
    private const string Street = "12 Swordfish Lane";
    private const long Customer = 77;
    private static readonly Traces Hers = new(Name, Email, Street);
    private static readonly Dictionary<string, object?> GivenUp = new() { ["x-queue-type"] = "quorum" };
    private static readonly Dictionary<string, object?> Waiting = new()
    {
        ["x-queue-type"] = "quorum", ["x-message-ttl"] = 20_000L, ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = "ledger",
        ["x-dead-letter-strategy"] = "at-least-once", ["x-overflow"] = "reject-publish",
    };
    private static readonly string[][] EachRole = [["Receiver"], ["Ledger"], ["Rules"], ["Fulfilment"], ["Dashboard"]];

    [Test]
    public async Task The_name_is_in_no_table_no_queue_and_no_spool()
    {
        await using var installation = await Installation.CreateAsync(Form.Distributed, arrangement: new Arrangement
        {
            Roles = EachRole, Settings = new Dictionary<string, string> { ["Delight__Bus__RetryAfterSeconds__0"] = "20" },
        });
        await installation.StartOrEndAsync();
        await using var broker = await new ConnectionFactory { Uri = new Uri(installation.Servers!.Bus) }.CreateConnectionAsync();
        await using var channel = await broker.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var before = DateTimeOffset.UnixEpoch.AddYears(50);
        await installation.SendAsync([.. Orders(1, 5), new ShopDelivery("orders/create", JsonSerializer.SerializeToUtf8Bytes(new { id = 99, customer = Person() }))]);
        await installation.SettledAsync();
        Assert.That(await Hers.InTablesAsync(installation), Is.Not.Empty, "the search finds what is there");
        foreach (var process in installation.Processes.Skip(1).Take(3).Cast<HostProcess>())
        {
            await process.StopAsync();
        }

        await installation.SendAsync(Orders(5, 4));
        Assert.That(await Hers.InQueuesAsync(installation), Is.Not.Empty, "orders wait with the name");
        await MoveAsync(channel, "ledger", "ledger_error", GivenUp);
        await MoveAsync(channel, "ledger", "ledger_wait_20s", Waiting);
        await FailAsync(channel, "quarantine", Late(before));
        await FailAsync(channel, "rule-fourth-to-seventh-order", Sent("OrderRanked", new
        {
            shop = Installation.Shop, orderId = 4, orderName = "#4", customerId = Customer, customerFirstName = Name, createdAt = before, total = new { minor = 1, currency = "USD" },
            requiresShipping = true, ordinal = 4, countingOrders = 4, lifetimeSpend = new { minor = 4, currency = "USD" }, version = 1,
        }));
        await FailAsync(channel, "fulfilment", Sent("GestureDecided", new
        {
            shop = Installation.Shop, orderId = 4, orderName = "#4", customerId = Customer, orderedAt = before, ordinal = 4, rule = "fourth-to-seventh-order", version = 1, gives = true, why = "…",
            lines = new[] { new { kind = "handwritten-note", quantity = 1, text = $"Dear {Name}", why = "…" } },
        }));
        await installation.SendAsync([new ShopDelivery("customers/redact", JsonSerializer.SerializeToUtf8Bytes(new
        {
            shop_id = 1, shop_domain = Installation.Shop, customer = Person(), orders_to_redact = Array.Empty<long>(),
        }))]);
        foreach (var process in installation.Processes.Skip(1).Take(3))
        {
            await process.StartAsync();
        }

        await Task.WhenAll(installation.Processes.Select(p => p.ReadyAsync()));
        await Eventually.BecomesTrueAsync("the proof is there", async () =>
            (await installation.Api.GetStringAsync(new Uri("/api/v1/privacy", UriKind.Relative))).Contains("customers/redact", StringComparison.Ordinal));
        await Eventually.BecomesTrueAsync("what was given up, and what waits, has no name any more", async () => (await Hers.InQueuesAsync(installation)).Count == 0);
        using (var replayed = await installation.Api.PostAsJsonAsync("/api/v1/failures/replay", new { all = true }))
        {
            replayed.EnsureSuccessStatusCode();
        }

        await channel.BasicPublishAsync("", "quarantine", mandatory: true, new BasicProperties { ContentType = "application/vnd.masstransit+json" }, Late(before));
        await Eventually.BecomesTrueAsync("what was to be set aside comes late, and is dropped", async () => await DroppedAsync(installation) == 3);
        await installation.SettledAsync();
        await Eventually.BecomesTrueAsync("the last order has its place", async () => (await installation.ParcelsAsync()).Count == 4);

        Assert.Multiple(async () =>
        {
            Assert.That(await Hers.InTablesAsync(installation), Is.Empty, "tables");
            Assert.That(await Hers.InQueuesAsync(installation), Is.Empty, "queues");
            Assert.That(installation.Spools().Where(f => Hers.Holds(File.ReadAllBytes(f))), Is.Empty, "spools");
            Assert.That((await installation.ParcelsAsync()).Select(p => p.Ordinal), Is.EquivalentTo(new[] { 4, 5, 6, 7 }), "the gifts are as before");
        });
    }

    [Test]
    public async Task Of_a_forgotten_shop_nothing_comes_back_that_was_under_way()
    {
        await using var installation = await Installation.CreateAsync(Form.Distributed, arrangement: new Arrangement { Roles = EachRole });
        await installation.StartOrEndAsync();
        await installation.SendAsync([.. Orders(1, 5), new ShopDelivery("orders/create", JsonSerializer.SerializeToUtf8Bytes(new { id = 99, customer = Person() }))]);
        await installation.SettledAsync();
        foreach (var process in installation.Processes.Skip(1).Take(3).Cast<HostProcess>())
        {
            await process.StopAsync();
        }

        await installation.SendAsync(Orders(6, 2));
        await installation.SendAsync([new ShopDelivery("shop/redact", JsonSerializer.SerializeToUtf8Bytes(new { shop_id = 1, shop_domain = Installation.Shop }))]);
        foreach (var process in installation.Processes.Skip(1).Take(3))
        {
            await process.StartAsync();
        }

        await Task.WhenAll(installation.Processes.Select(p => p.ReadyAsync()));
        await installation.SettledAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await Hers.InTablesAsync(installation), Is.Empty, "tables");
            Assert.That(await Hers.InQueuesAsync(installation), Is.Empty, "queues");
            Assert.That((await installation.StatsAsync()).GetProperty("orders").GetProperty("known").GetInt64(), Is.Zero);
            Assert.That(await installation.ParcelsAsync(), Is.Empty);
            Assert.That(await installation.Api.GetStringAsync(new Uri("/api/v1/privacy", UriKind.Relative)), Does.Contain("shop/redact"));
        });
    }

    /// <summary>Moves a message from one queue to the end of another.</summary>
    /// <param name="arguments">Of the other, when it is not there yet.</param>
    private static async Task MoveAsync(IChannel channel, string from, string to, Dictionary<string, object?>? arguments)
    {
        if (arguments is not null)
        {
            await channel.QueueDeclareAsync(to, durable: true, exclusive: false, autoDelete: false, arguments);
        }

        var message = (await channel.BasicGetAsync(from, autoAck: false))!;
        await channel.BasicPublishAsync("", to, mandatory: true, new BasicProperties(message.BasicProperties), message.Body.ToArray());
        await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
    }

    private static IEnumerable<ShopDelivery> Orders(int first, int number) => RecordedShop.Deliveries([.. Enumerable.Range(first, number).Select(i => new ShopOrder
    {
        Id = i, Name = $"#{i}", CustomerId = Customer, CustomerFirstName = Name, CustomerEmail = Email,
        CreatedAt = new DateTimeOffset(2026, 3, i, 0, 0, 0, TimeSpan.Zero), FinancialStatus = "paid", Total = 10, Currency = "USD",
    })]);

    /// <summary>A delivery that could not be understood and was received long ago.</summary>
    private static byte[] Late(DateTimeOffset receivedAt) => Sent("DeliveryQuarantined", new
    {
        shop = Installation.Shop, reasons = new[] { "It is broken." }, body = JsonSerializer.SerializeToUtf8Bytes(new { id = 99, customer = Person() }),
        delivery = new { id = Guid.NewGuid(), topic = "orders/create", receivedAt, receiver = "a receiver of long ago" },
    });

    /// <summary>As a message travels.</summary>
    private static byte[] Sent(string type, object message) => JsonSerializer.SerializeToUtf8Bytes(new { messageType = new[] { "urn:message:Delight.Contracts:" + type }, message });

    private static async Task FailAsync(IChannel channel, string queue, byte[] message)
    {
        await channel.QueueDeclareAsync(queue + "_error", durable: true, exclusive: false, autoDelete: false, GivenUp);
        await channel.BasicPublishAsync("", queue + "_error", mandatory: true, new BasicProperties { ContentType = "application/vnd.masstransit+json", MessageId = Guid.NewGuid().ToString() }, message);
    }

    /// <summary>One was set aside and redacted; what comes late is dropped at the door of the quarantine.</summary>
    private static async Task<long> DroppedAsync(Installation installation)
    {
        await using var connection = new NpgsqlConnection(installation.Servers!.Store);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from dropped", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static object Person() => new { id = Customer, email = Email, first_name = Name, default_address = new { address1 = Street, city = "Portsoy" } };
}
