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
}
