using Delight.Host.Serving;
using Delight.Platform.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Host.Tests.GuardRails;

/// <summary>Queues hold what is under way when a new version starts: neither their names nor what they take may change unnoticed.</summary>
public class TopologyTests
{
    private static readonly string[] Everything =
    [
        "quarantine <- DeliveryQuarantined",
        "quarantine <- Fault<DeliveryQuarantined>",
        "ledger <- OrderSeen",
        "ledger <- Fault<OrderSeen>",
        "privacy <- PrivacyRequested",
        "privacy <- Fault<PrivacyRequested>",
        "merges <- CustomersMerged",
        "merges <- Fault<CustomersMerged>",
        "rule-fourth-to-seventh-order <- OrderRanked",
        "fulfilment <- GestureDecided",
        "fulfilment <- Fault<OrderRanked>",
    ];

    [Test]
    public async Task One_process_reads_every_queue()
    {
        var topology = await BuildAsync();

        Assert.That(WithoutNewcomers(topology.All), Is.EquivalentTo(Everything));
        Assert.That(WithoutNewcomers(topology.Here), Is.EquivalentTo(Everything));
    }

    [TestCase("Receiver", "quarantine <- DeliveryQuarantined", "quarantine <- Fault<DeliveryQuarantined>")]
    [TestCase("Ledger", "ledger <- OrderSeen", "ledger <- Fault<OrderSeen>", "privacy <- PrivacyRequested", "privacy <- Fault<PrivacyRequested>", "merges <- CustomersMerged", "merges <- Fault<CustomersMerged>")]
    [TestCase("Rules", "rule-fourth-to-seventh-order <- OrderRanked")]
    [TestCase("Fulfilment", "fulfilment <- GestureDecided", "fulfilment <- Fault<OrderRanked>")]
    [TestCase("Dashboard")]
    [TestCase("Shopify")]
    public async Task A_process_with_one_role_knows_every_queue_and_reads_its_own(string role, params string[] here)
    {
        var topology = await BuildAsync($"--Delight:Roles:0={role}", "--Delight:Bus:Transport=RabbitMq", "--Delight:Bus:Uri=amqp://localhost",
            "--Delight:Store:Provider=Postgres", "--Delight:Store:ConnectionString=Host=localhost");

        Assert.That(WithoutNewcomers(topology.All), Is.EquivalentTo(Everything));
        Assert.That(WithoutNewcomers(topology.Here), Is.EquivalentTo(here));
    }

    [Test]
    public async Task A_rule_of_another_assembly_has_its_queue_beside_the_others()
    {
        await using var host = DelightHost.Build([], typeof(TopologyTests).Assembly);

        Assert.That(host.Services.GetRequiredService<Topology>().Queues, Does.Contain("rule-everybody-is-greeted").And.Contains("rule-fourth-to-seventh-order"));
    }

    private static async Task<Topology> BuildAsync(params string[] args)
    {
        await using var host = DelightHost.Build(args);
        return host.Services.GetRequiredService<Topology>();
    }

    /// <summary>A rule that is added is nobody's break: its queue is new.</summary>
    private static IEnumerable<string> WithoutNewcomers(IEnumerable<QueueConsumer> consumers) =>
        Describe(consumers).Where(c => Everything.Contains(c) || !c.StartsWith("rule-", StringComparison.Ordinal));

    private static IEnumerable<string> Describe(IEnumerable<QueueConsumer> consumers) =>
        consumers.SelectMany(c => c.Messages.Select(m => $"{c.Queue} <- {Name(m)}"));

    private static string Name(Type message) =>
        message.IsGenericType ? $"{message.Name.Split('`')[0]}<{message.GetGenericArguments()[0].Name}>" : message.Name;
}
