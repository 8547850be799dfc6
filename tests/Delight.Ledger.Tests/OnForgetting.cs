using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.Ledger.Privacy;
using Delight.Ledger.Standing;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Failures;
using Delight.Platform.Privacy;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Ledger.Tests;

/// <summary>A ledger that is asked to forget, and messages that failed.</summary>
public abstract class OnForgetting(StoreKind kind) : OnEachLedger(kind)
{
    internal static readonly PrivacyRequested Wish = new()
    {
        Shop = Shop.Domain, Kind = PrivacyKind.CustomerRedact, CustomerId = Shop.Ada, OrderIds = [], Delivery = Shop.Delivery(PrivacyKind.CustomerRedact),
    };

    internal PretendFailures Failed { get; private set; } = null!;

    [SetUp]
    public void NothingHasFailed() => Failed = new PretendFailures();

    /// <returns>The standings that were published.</returns>
    internal async Task<IReadOnlyList<OrderRanked>> AskAsync(PrivacyRequested request)
    {
        var services = new ServiceCollection().AddSingleton(Store).AddSingleton(new OwedRankings(Store)).AddSingleton<TimeProvider>(new StandingClock())
            .AddSingleton<IFailures>(Failed).AddSingleton<ForgottenFailures>().AddSingleton<IPersonalData, Stories>().AddSingleton<IPersonalData>(new OrdersOfPerson(Book));
        await using var bus = await TestBus.StartAsync(services, b => b.AddConsumer<PrivacyRequestedConsumer>());
        await bus.Bus.Publish(request);
        await bus.ConsumedAsync<PrivacyRequested>();
        Assert.That(bus.Published<Fault<PrivacyRequested>>().Select(f => f.Message.Exceptions[0].Message), Is.Empty);
        return [.. bus.Published<OrderRanked>().Select(p => p.Message)];
    }

    /// <summary>As they lie in an error queue or a table.</summary>
    internal sealed class PretendFailures : IFailures
    {
        public List<FailedMessage> Messages { get; } = [];

        public void Add(string queue, object message) => Messages.Add(new FailedMessage(queue, $"{Messages.Count}", DateTimeOffset.UnixEpoch, "why",
            JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["messageType"] = new JsonArray(), ["message"] = JsonSerializer.SerializeToNode(message, message.GetType(), SystemTextJsonMessageSerializer.Options) })));

        public IReadOnlyList<T> Left<T>() =>
            [.. Messages.Select(m => JsonNode.Parse(m.Body)!["message"].Deserialize<T>(SystemTextJsonMessageSerializer.Options)!)];

        public string Texts() => string.Join('\n', Messages.Select(m => System.Text.Encoding.UTF8.GetString(m.Body)));

        public async Task<int> RedactAsync(Func<FailedMessage, Task<byte[]?>> redact, CancellationToken cancellationToken)
        {
            var redacted = 0;
            foreach (var message in Messages.ToArray())
            {
                var instead = await redact(message);
                if (!ReferenceEquals(instead, message.Body))
                {
                    redacted++;
                    var at = Messages.IndexOf(message);
                    Messages.RemoveAt(at);
                    Messages.InsertRange(at, instead is null ? [] : [message with { Body = instead }]);
                }
            }

            return redacted;
        }

        public Task<IReadOnlyList<FailedMessage>> MessagesAsync(FailureSelection selection, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<FailedMessage?> FindAsync(string queue, string messageId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ReplayAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DiscardAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
