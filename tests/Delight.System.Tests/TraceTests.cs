using System.Collections.Concurrent;
using System.Diagnostics;
using Delight.ObjectMother;
using Delight.Simulator;
using Delight.SystemTests.Newcomers;
using Delight.SystemTests.Running;

namespace Delight.SystemTests;

/// <summary>One trace runs from the webhook to the parcel, also through the spool.</summary>
[TestFixture(Form.Embedded)]
[TestFixture(Form.Distributed)]
internal sealed class TraceTests(Form form)
{
    /// <summary>What ASP.NET Core calls the handling of a request.</summary>
    private const string Webhook = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    [Test]
    public async Task The_webhook_and_every_step_after_it_share_a_trace()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Delight" or "MassTransit" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var installation = await Installation.StartAsync(form, rules: typeof(StarInDecember).Assembly);

        await installation.SendAsync(RecordedShop.Deliveries([new ShopOrder
        {
            Id = 1, Name = "#1", CustomerId = 1, CreatedAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), FinancialStatus = "paid", Total = 1, Currency = "USD",
        }]));
        await installation.SettledAsync();

        string[] way = [Webhook, "ledger receive", "rule-fourth-to-seventh-order receive", "fulfilment receive"];
        await Eventually.BecomesTrueAsync($"one trace holds {string.Join(", ", way)}",
            () => Task.FromResult(spans.GroupBy(s => s.TraceId).Any(trace => way.All(step => trace.Any(s => s.OperationName == step || s.DisplayName == step)))),
            TimeSpan.FromSeconds(10));
        Written.Keep("spans", spans.Select(s => $"{s.DisplayName} {string.Join(' ', s.TagObjects)} {string.Join(' ', s.Baggage)} {string.Join(' ', s.Events.SelectMany(e => e.Tags))}"));
    }
}
