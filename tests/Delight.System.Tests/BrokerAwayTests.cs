using System.Net.Http.Json;
using System.Text.Json;
using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.SystemTests;

/// <summary>While the broker is away the receiver keeps what comes, answers 200, and hands it over when the broker is back.</summary>
internal sealed class BrokerAwayTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Nothing_is_refused_and_nothing_is_lost_when_the_broker_is_away_at_start_and_later()
    {
        await using var installation = await Installation.CreateAsync(Form.Distributed, behindWire: true);
        await installation.StartProcessesAsync(waitFor: 1);

        ShopOrder[] history = [.. Enumerable.Range(1, 600).Select(i => new ShopOrder
        {
            Id = i, Name = $"#{i}", CustomerId = 1 + (i % 60), CreatedAt = Start.AddHours(i), FinancialStatus = "paid", Total = 10, Currency = "USD",
        })];
        var away = await installation.SendAsync(RecordedShop.Deliveries(history[..200]), connections: 8);
        installation.Wire!.Mend();
        await Task.WhenAll(installation.Processes.Select(p => p.ReadyAsync()));
        await installation.SendAsync(RecordedShop.Deliveries(history[200..400]), connections: 8);
        await installation.Wire.CutAsync();
        var awayAgain = await installation.SendAsync(RecordedShop.Deliveries(history[400..]), connections: 8);
        installation.Wire.Mend();
        await installation.SettledAsync();

        ExpectedGifts.AreExactly(ExpectedGifts.Of(history), await installation.ParcelsAsync());
        TestContext.Out.WriteLine($"Posted again because no answer came in 5 s or it was not 200: {away.Retried + awayAgain.Retried} of 400.");
    }

    [Test]
    public async Task What_waits_can_be_looked_at_and_is_handed_over_once_when_a_person_and_the_receiver_do_so_together()
    {
        await using var installation = await Installation.CreateAsync(Form.Distributed, behindWire: true);
        await installation.StartProcessesAsync(waitFor: 1);
        installation.Wire!.Mend();
        await Task.WhenAll(installation.Processes.Select(p => p.ReadyAsync()));
        await installation.Wire.CutAsync();
        ShopOrder[] history = [.. Enumerable.Range(1, 300).Select(i => new ShopOrder
        {
            Id = i, Name = $"#{i}", CustomerId = 1 + (i % 30), CreatedAt = Start.AddHours(i), FinancialStatus = "paid", Total = 10, Currency = "USD",
        })];
        ShopDelivery[] deliveries = [.. RecordedShop.Deliveries(history)];
        await installation.SendAsync(deliveries, connections: 8);
        using var receiver = new HttpClient { BaseAddress = installation.Processes[0].Address };
        receiver.DefaultRequestHeaders.Authorization = installation.Api.DefaultRequestHeaders.Authorization;

        await Eventually.BecomesTrueAsync("the receiver says why they wait", async () => (await SpoolAsync(receiver)).All(g => g.GetProperty("cause").GetString()!.EndsWith("cannot be reached. Start it, or correct Delight:Bus:Uri.", StringComparison.Ordinal)));
        var waiting = (await SpoolAsync(receiver)).Sum(g => g.GetProperty("deliveries").GetInt64());
        Assert.That(waiting, Is.GreaterThanOrEqualTo(deliveries.Length));
        Assert.That(await ReplayAsync(receiver), Is.Zero);
        Assert.That((await SpoolAsync(receiver)).Sum(g => g.GetProperty("deliveries").GetInt64()), Is.EqualTo(waiting));

        installation.Wire.Mend();
        var left = 0L;
        await Eventually.BecomesTrueAsync("all of it is handed over", async () =>
        {
            left += await ReplayAsync(receiver);
            return (await SpoolAsync(receiver)).Length == 0;
        });
        await installation.SettledAsync();

        ExpectedGifts.AreExactly(ExpectedGifts.Of(history), await installation.ParcelsAsync());
        TestContext.Out.WriteLine($"Of {waiting} that waited, {left} left the spool during a replay.");
    }

    private static async Task<JsonElement[]> SpoolAsync(HttpClient receiver) =>
        [.. (await receiver.GetFromJsonAsync<JsonElement>("/api/v1/spool")).GetProperty("spool").EnumerateArray()];

    private static async Task<long> ReplayAsync(HttpClient receiver)
    {
        using var answer = await receiver.PostAsJsonAsync("/api/v1/spool/replay", new { all = true, reason = "the broker is back" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("deliveries").GetInt64();
    }
}
