using Delight.Platform.Settings;
using Delight.Platform.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Delight.Platform.Bus;

/// <summary>Looks at this process's queues with a connection of its own: says when the broker is away, and makes a bus anew
/// that works nothing off although the broker is there, the store answers and messages wait.</summary>
internal sealed class BusWatch(
    CurrentBus bus, BusState state, Topology topology, IStore store, IOptions<BusSettings> settings, TimeProvider time, ILogger<BusWatch> log)
{
    private static readonly TimeSpan LookMayTake = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(10);
    private readonly string[] _queues = [.. topology.Here.Select(c => c.Queue).Distinct()];
    private IConnection? _connection;

    public static TimeSpan LookEvery { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a queue may have work and nothing of it is done; doubled while making the bus anew does not help.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a queue may have nobody who reads it; doubled likewise.</summary>
    internal TimeSpan PatienceUnread { get; set; } = TimeSpan.FromSeconds(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var triedInVain = 0;
        try
        {
            while (true)
            {
                var queue = await StandsStillAsync(triedInVain, cancellationToken);
                Log.StandsStill(log, queue);
                triedInVain = bus.Progress.Total > 0 ? 0 : triedInVain + 1;
                bus.Leave();
                await StartAnewAsync(cancellationToken);
            }
        }
        finally
        {
            Leave();
        }
    }

    private static TimeSpan Longer(TimeSpan patience, int triedInVain) => TimeSpan.FromTicks(Math.Min(patience.Ticks << Math.Min(triedInVain, 10), LongestPatience.Ticks));

    /// <returns>The queue whose work is not done.</returns>
    private async Task<string> StandsStillAsync(int triedInVain, CancellationToken cancellationToken)
    {
        var moved = new Dictionary<string, (long Done, long At)>();
        while (true)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            var waiting = await TryLookAsync(cancellationToken);
            foreach (var queue in _queues)
            {
                var done = bus.Progress.Of(queue);
                var patience = waiting?.GetValueOrDefault(queue);
                if (patience is null || !moved.TryGetValue(queue, out var before) || before.Done != done)
                {
                    moved[queue] = (done, time.GetTimestamp());
                }
                else if (time.GetElapsedTime(before.At) >= Longer(patience.Value, triedInVain) && await StoreAnswersAsync(cancellationToken))
                {
                    return queue;
                }
            }
        }
    }

    /// <returns>For each queue how long it may stay as it is, without an end where there is nothing to do; nothing while the broker is away.</returns>
    private async Task<Dictionary<string, TimeSpan?>?> TryLookAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LookMayTake);
        try
        {
            var waiting = await LookAsync(limit.Token).WaitAsync(LookMayTake, cancellationToken);
            if (state.WaitsFor is not null)
            {
                state.WaitsFor = null;
                Log.BrokerBack(log);
            }

            return waiting;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Leave();
            var says = RabbitMqConnection.Explain(settings.Value, failure);
            if (state.WaitsFor != says)
            {
                state.WaitsFor = says;
                Log.BrokerAway(log, says);
            }

            return null;
        }
    }

    private async Task<Dictionary<string, TimeSpan?>> LookAsync(CancellationToken cancellationToken)
    {
        _connection ??= await RabbitMqConnection.OpenAsync(settings.Value, "delight watch", cancellationToken, recovers: false);
        var waiting = new Dictionary<string, TimeSpan?>();
        foreach (var queue in _queues)
        {
            await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            try
            {
                var declared = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
                waiting[queue] = declared.ConsumerCount == 0 ? PatienceUnread : declared.MessageCount > 0 ? Patience : null;
            }
            catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == 404)
            {
                waiting[queue] = PatienceUnread; // Somebody deleted it; a new bus declares it again.
            }
        }

        if (_queues.Length == 0)
        {
            await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        }

        return waiting;
    }

    private async Task StartAnewAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await bus.StartAsync(cancellationToken);
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Waits(log, RabbitMqConnection.Explain(settings.Value, failure));
                await Task.Delay(LookEvery, time, cancellationToken);
            }
        }
    }

    /// <summary>While it does not, consumers wait for it, and a new bus would be of no use.</summary>
    private async Task<bool> StoreAnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ReadAsync(s => s.QueryAsync<long>("select count(*) from schema_steps"), cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Closing may take as long as what hangs in it; nobody waits for it.</summary>
    private void Leave()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } left)
        {
            _ = Task.Run(async () =>
            {
                try
                {
                    await left.DisposeAsync();
                }
                catch (Exception)
                {
                    // It was broken, which is why it was left.
                }
            });
        }
    }
}
