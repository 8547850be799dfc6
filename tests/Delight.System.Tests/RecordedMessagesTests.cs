using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.SystemTests.Running;
using Npgsql;
using RabbitMQ.Client;

namespace Delight.SystemTests;

/// <summary>What an earlier version left on the broker has its effect after the update. Each message is of another order.</summary>
internal sealed class RecordedMessagesTests
{
    private Installation _installation = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _installation = await Installation.CreateAsync(Form.Distributed, arrangement: new Arrangement { Roles = [["Receiver"], ["Ledger", "Rules", "Fulfilment"], ["Dashboard"]] });
        await _installation.StartOrEndAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _installation.DisposeAsync();

    [Test]
    public async Task An_order_seen_then_is_ranked_now()
    {
        var order = await PublishAsync(nameof(OrderSeen));

        await FoundAsync(StoryOf(order), story => story.GetProperty("story").EnumerateArray().Any(s => s.GetProperty("says").GetString()!.Contains("1st")));
    }

    [Test]
    public async Task An_order_ranked_then_fills_its_parcel_now()
    {
        var order = await PublishAsync(nameof(OrderRanked));

        Assert.That(await ParcelAsync(order), Is.EqualTo((4, 2, 0)));
    }

    [Test]
    public async Task A_gesture_decided_then_fills_its_parcel_now()
    {
        var order = await PublishAsync(nameof(GestureDecided));

        Assert.That(await ParcelAsync(order), Is.EqualTo((5, 2, 0)));
    }

    [Test]
    public async Task A_delivery_set_aside_then_is_in_the_quarantine_now()
    {
        var set = await PublishAsync(nameof(DeliveryQuarantined));

        var found = await FoundAsync($"/api/v1/quarantine/{IdOf(set)}");

        Assert.That(found.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()), Is.EqualTo(set.GetProperty("reasons").EnumerateArray().Select(r => r.GetString())));
    }

    [Test]
    public async Task A_request_to_forget_made_then_is_done_and_proven_now()
    {
        var request = await PublishAsync(nameof(PrivacyRequested));

        var proof = await FoundAsync($"/api/v1/privacy/{Installation.Shop}/{IdOf(request)}");

        Assert.That(proof.GetProperty("kind").GetString(), Is.EqualTo(PrivacyKind.CustomerRedact));
    }

    [Test]
    public async Task Customers_merged_then_are_one_now()
    {
        var merge = await PublishAsync(nameof(CustomersMerged));

        await Eventually.BecomesTrueAsync("the merged customer is the kept one",
            async () => await CountAsync("select count(*) from customer_aliases where customer_id = @id", merge.GetProperty("mergedCustomerId").GetInt64()) == 1);
        Assert.That((await _installation.QueueAsync(Queues.Merges)).GetProperty("errorDepth").GetInt64(), Is.Zero);
    }

    /// <summary>Byte for byte, to the exchange that it was recorded from.</summary>
    /// <returns>The message inside its envelope.</returns>
    private async Task<JsonElement> PublishAsync(string type)
    {
        var body = await File.ReadAllBytesAsync(Repository.File($"tests/Delight.System.Tests/Recorded/{type}.json"));
        var envelope = JsonElement.Parse(body);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_installation.Servers!.Bus) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var properties = new BasicProperties { Persistent = true, ContentType = "application/vnd.masstransit+json", MessageId = envelope.GetProperty("messageId").GetString() };
        await channel.BasicPublishAsync($"Delight.Contracts:{type}", "", mandatory: true, properties, body);
        return envelope.GetProperty("message");
    }

    private async Task<long> CountAsync(string sql, long id)
    {
        await using var connection = new NpgsqlConnection(_installation.Servers!.Store);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand(sql, connection);
        count.Parameters.AddWithValue("id", id);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private async Task<JsonElement> FoundAsync(string path, Func<JsonElement, bool>? isSo = null)
    {
        JsonElement found = default;
        await Eventually.BecomesTrueAsync($"{path} is found", async () =>
        {
            using var answer = await _installation.Api.GetAsync(new Uri(path, UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return false;
            }

            found = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return isSo?.Invoke(found) ?? true;
        });
        return found;
    }

    /// <returns>The order's place, the lines of its parcel, and the messages that were given up on.</returns>
    private async Task<(int? Ordinal, int Lines, long GaveUp)> ParcelAsync(JsonElement order)
    {
        var id = order.GetProperty("orderId").GetRawText();
        PackedParcel? parcel = null;
        await Eventually.BecomesTrueAsync($"the parcel of order {id} is filled",
            async () => (parcel = (await _installation.ParcelsAsync()).SingleOrDefault(p => p.OrderId == id)) is not null);
        return (parcel!.Ordinal, parcel.Lines.Count(l => l.Rule == "fourth-to-seventh-order"), (await _installation.QueueAsync(Queues.Fulfilment)).GetProperty("errorDepth").GetInt64());
    }

    private static string StoryOf(JsonElement order) => $"/api/v1/orders/{Installation.Shop}/{order.GetProperty("orderId").GetRawText()}";

    private static string? IdOf(JsonElement message) => message.GetProperty("delivery").GetProperty("id").GetString();
}
