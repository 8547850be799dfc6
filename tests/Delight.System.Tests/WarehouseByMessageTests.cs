using System.Net.Http.Json;
using System.Text.Json;
using Delight.Contracts;
using Delight.Simulator;
using Delight.SystemTests.Running;
using RabbitMQ.Client;

namespace Delight.SystemTests;

/// <summary>A warehouse binds a queue of its own once the installation runs and before the first order comes, and drops what is not newer
/// than what it has: it misses no parcel.</summary>
internal sealed class WarehouseByMessageTests
{
    private const string Warehouse = "warehouse";
    private const int Orders = 5;

    [Test]
    public async Task It_hears_of_a_parcel_while_it_is_open_and_when_it_is_packed()
    {
        await using var installation = await Installation.StartAsync(Form.Distributed);
        await using var broker = await new ConnectionFactory { Uri = new Uri(installation.Servers!.Bus) }.CreateConnectionAsync();
        await using var channel = await broker.CreateChannelAsync();
        await channel.QueueDeclareAsync(Warehouse, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(Warehouse, $"Delight.Contracts:{nameof(FulfilmentChanged)}", "");

        await installation.SendAsync(RecordedShop.Deliveries(Enumerable.Range(1, Orders).Select(i => new ShopOrder
        {
            Id = i, Name = $"#{i}", CustomerId = 1, CreatedAt = new DateTimeOffset(2026, 3, i, 0, 0, 0, TimeSpan.Zero), FinancialStatus = "paid", Total = 10, Currency = "USD",
        })), connections: 1);
        await installation.SettledAsync();
        using var packed = await installation.Api.PostAsJsonAsync($"/api/v1/fulfilment/{Installation.Shop}/4/packed", new { packer = "Mia" });
        packed.EnsureSuccessStatusCode();

        var newest = new Dictionary<long, JsonElement>();
        var versions = new List<long>();
        await Eventually.BecomesTrueAsync("the warehouse knows that the 4th order is packed and the 5th is not", async () =>
        {
            while (await channel.BasicGetAsync(Warehouse, autoAck: true) is { } message)
            {
                var told = JsonElement.Parse(message.Body.Span).GetProperty("message");
                if (!newest.TryGetValue(Order(told), out var before) || Version(told) > Version(before))
                {
                    newest[Order(told)] = told;
                    versions.AddRange(Order(told) == 4 ? [Version(told)] : []);
                }
            }

            return Told(newest, 4) == (ParcelState.Packed, 2) && Told(newest, 5) == (ParcelState.Open, 2);
        });
        Assert.That(versions, Has.Count.GreaterThan(1), "before it was packed it was open");
    }

    private static (string? State, int Lines) Told(Dictionary<long, JsonElement> newest, long order) => newest.TryGetValue(order, out var told)
        ? (told.GetProperty("state").GetString(), told.GetProperty("lines").GetArrayLength()) : default;

    private static long Order(JsonElement message) => message.GetProperty("orderId").GetInt64();

    private static long Version(JsonElement message) => message.GetProperty("version").GetInt64();
}
