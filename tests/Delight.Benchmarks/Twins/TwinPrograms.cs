using Delight.Benchmarks.Doors;
using RabbitMQ.Client;

namespace Delight.Benchmarks.Twins;

/// <summary>The processes behind the twin's door. Each commits, then publishes, then acknowledges.</summary>
internal static class TwinPrograms
{
    public static async Task RunLedgerAsync(ContenderSettings settings, CancellationToken cancellationToken)
    {
        await using var store = new PostgresTwin(settings.Postgres);
        await store.MakeTablesAsync(cancellationToken);
        await using var from = await RawChannel.OpenAsync(settings.RabbitMq, cancellationToken);
        await using var to = await RawChannel.OpenAsync(settings.RabbitMq, cancellationToken);
        await to.DeclareAsync(TwinQueues.Rule, cancellationToken);
        await Task.WhenAll(BareProgram.RunAsync(cancellationToken), BatchConsumer.RunAsync(from, TwinQueues.Ledger, SmallOrderJson.Default.SmallOrder, async orders =>
        {
            var moved = await store.EnterAsync(orders, cancellationToken);
            await to.PublishAllAsync(TwinQueues.Rule, moved, TwinJson.Default.RankedOrder, cancellationToken);
        }, cancellationToken));
    }

    public static async Task RunRuleAsync(ContenderSettings settings, CancellationToken cancellationToken)
    {
        await using var from = await RawChannel.OpenAsync(settings.RabbitMq, cancellationToken);
        await using var to = await RawChannel.OpenAsync(settings.RabbitMq, cancellationToken);
        await to.DeclareAsync(TwinQueues.Fulfilment, cancellationToken);
        await Task.WhenAll(BareProgram.RunAsync(cancellationToken), BatchConsumer.RunAsync(from, TwinQueues.Rule, TwinJson.Default.RankedOrder,
            orders => to.PublishAllAsync(TwinQueues.Fulfilment, orders.Select(TwinRule.Decide), TwinJson.Default.Answer, cancellationToken), cancellationToken));
    }

    public static async Task RunFulfilmentAsync(ContenderSettings settings, CancellationToken cancellationToken)
    {
        await using var store = new PostgresTwin(settings.Postgres);
        await using var from = await RawChannel.OpenAsync(settings.RabbitMq, cancellationToken);
        await using var to = await RawChannel.OpenAsync(settings.RabbitMq, cancellationToken);
        await to.Channel.ExchangeDeclareAsync(TwinQueues.Changes, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await Task.WhenAll(BareProgram.RunAsync(cancellationToken), BatchConsumer.RunAsync(from, TwinQueues.Fulfilment, TwinJson.Default.Answer, async answers =>
        {
            var settled = await store.SettleAsync(answers, cancellationToken);
            await to.PublishChangesAsync(settled.Where(a => a.Lines.Count > 0), cancellationToken);
        }, cancellationToken));
    }
}
