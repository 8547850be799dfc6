using System.Text;
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
    private const long Customer = 77;
    private static readonly string[][] EachRole = [["Receiver"], ["Ledger"], ["Rules"], ["Fulfilment"], ["Dashboard"]];

    [Test]
    public async Task The_name_is_in_no_table_no_queue_and_no_spool()
    {
        await using var installation = await Installation.CreateAsync(Form.Distributed, arrangement: new Arrangement { Roles = EachRole });
        await installation.StartOrEndAsync();
        await installation.SendAsync([.. Orders(1, 5), new ShopDelivery("orders/create", JsonSerializer.SerializeToUtf8Bytes(new { id = 99, customer = Person() }))]);
        await installation.SettledAsync();
        Assert.That(await FoundInTablesAsync(installation), Is.Not.Empty, "the search finds what is there");
        foreach (var process in installation.Processes.Skip(1).Take(3).Cast<HostProcess>())
        {
            await process.StopAsync();
        }

        await installation.SendAsync(Orders(5, 4));
        Assert.That(await FoundInQueuesAsync(installation), Is.Not.Empty, "orders wait with the name");
        await installation.SendAsync([new ShopDelivery("customers/redact", JsonSerializer.SerializeToUtf8Bytes(new
        {
            shop_id = 1, shop_domain = Installation.Shop, customer = Person(), orders_to_redact = Array.Empty<long>(),
        }))]);
        foreach (var process in installation.Processes.Skip(1).Take(3))
        {
            await process.StartAsync();
        }

        await Task.WhenAll(installation.Processes.Select(p => p.ReadyAsync()));
        await installation.SettledAsync();
        await Eventually.BecomesTrueAsync("the proof is there", async () =>
            (await installation.Api.GetStringAsync(new Uri("/api/v1/privacy", UriKind.Relative))).Contains("customers/redact", StringComparison.Ordinal));
        await installation.SettledAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await FoundInTablesAsync(installation), Is.Empty, "tables");
            Assert.That(await FoundInQueuesAsync(installation), Is.Empty, "queues");
            Assert.That(installation.Spools().Where(f => Holds(File.ReadAllBytes(f))), Is.Empty, "spools");
            Assert.That((await installation.ParcelsAsync()).Select(p => p.Ordinal), Is.EquivalentTo(new[] { 4, 5, 6, 7 }), "the gifts are as before");
        });
    }

    private static IEnumerable<ShopDelivery> Orders(int first, int number) => RecordedShop.Deliveries([.. Enumerable.Range(first, number).Select(i => new ShopOrder
    {
        Id = i, Name = $"#{i}", CustomerId = Customer, CustomerFirstName = Name, CustomerEmail = Email,
        CreatedAt = new DateTimeOffset(2026, 3, i, 0, 0, 0, TimeSpan.Zero), FinancialStatus = "paid", Total = 10, Currency = "USD",
    })]);

    private static object Person() => new { id = Customer, email = Email, first_name = Name };

    private static bool Holds(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf(Encoding.UTF8.GetBytes(Name)) >= 0 || bytes.IndexOf(Encoding.UTF8.GetBytes(Email)) >= 0;

    /// <summary>Every table, every row, as text; bytes stand there in hexadecimal.</summary>
    private static async Task<IReadOnlyList<string>> FoundInTablesAsync(Installation installation)
    {
        await using var connection = new NpgsqlConnection(installation.Servers!.Store);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("select table_name from information_schema.tables where table_schema = 'public'", connection))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var found = new List<string>();
        foreach (var table in tables)
        {
            foreach (var word in new[] { Name, Email })
            {
                await using var search = new NpgsqlCommand($"select count(*) from \"{table}\" r where r::text like @text or r::text like @hex", connection);
                search.Parameters.AddWithValue("text", $"%{word}%");
                search.Parameters.AddWithValue("hex", $"%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word))}%");
                if ((long)(await search.ExecuteScalarAsync())! > 0)
                {
                    found.Add($"{table}: {word}");
                }
            }
        }

        return found;
    }

    /// <summary>Looks at every message that waits, and leaves it there.</summary>
    private static async Task<IReadOnlyList<string>> FoundInQueuesAsync(Installation installation)
    {
        var found = new List<string>();
        await using var connection = await new ConnectionFactory { Uri = new Uri(installation.Servers!.Bus) }.CreateConnectionAsync();
        foreach (var queue in (await installation.Servers.CopiesAsync()).Keys)
        {
            await using var channel = await connection.CreateChannelAsync();
            while (await channel.BasicGetAsync(queue, autoAck: false) is { } message)
            {
                if (Holds(message.Body.Span))
                {
                    found.Add(queue);
                }
            }
        }

        return found;
    }
}
