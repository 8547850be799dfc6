using System.Diagnostics;
using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delight.Receiver.Keeping;

/// <summary>Hands over what is spooled, oldest first, a bounded number at a time, and forgets it when that is done.
/// In one process everything goes this way; beside a broker, only what came while it was away.</summary>
internal sealed class SpoolDrain(Spool spool, IHandover handover, BusState bus, IntakeCounts counts, TimeProvider time, ILogger<SpoolDrain> log) : BackgroundService
{
    private const int Page = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // An order has some 1 KB and takes one place; what was set aside may have 7 MB, and then all places are its own.
    private const int BytesOfAPlace = 16 * 1024;

    // Few beside a broker, so that live deliveries are not starved.
    private readonly int _places = handover.Outlives ? 64 : 600;
    private readonly SemaphoreSlim _room = new(handover.Outlives ? 64 : 600);
    private volatile bool _failed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await bus.Started.WaitAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await DrainAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is still spooled is handed over by the next run.
        }
    }

    /// <summary>Returns when a handover failed and those under way have ended; the next call begins with the oldest again.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var underWay = new HashSet<Task>();
        var last = 0L;
        _failed = false;
        while (!_failed)
        {
            var page = await ReadAsync(last, cancellationToken);
            foreach (var message in page)
            {
                var places = Math.Min(_places, 1 + (message.Bytes / BytesOfAPlace));
                for (var taken = 0; taken < places; taken++)
                {
                    await _room.WaitAsync(cancellationToken);
                }

                underWay.Add(HandOverAsync(message, places, cancellationToken));
                last = message.Seq;
            }

            underWay.RemoveWhere(t => t.IsCompleted);
            if (spool.Count <= underWay.Count)
            {
                await spool.WaitAsync(Pause, cancellationToken);
            }
        }

        await Task.WhenAll(underWay);
    }

    private async Task<IReadOnlyList<SpooledMessage>> ReadAsync(long last, CancellationToken cancellationToken)
    {
        try
        {
            return await spool.ReadAsync(last, Page, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Fail(spool.Explain(failure));
            return [];
        }
    }

    private async Task HandOverAsync(SpooledMessage spooled, int places, CancellationToken cancellationToken)
    {
        using var activity = spooled.Trace is null ? null : DelightTelemetry.Activities.StartActivity("spool", ActivityKind.Internal, spooled.Trace);
        try
        {
            var (handingOver, delivery) = Readable(spooled) switch
            {
                OrderSeen order => (handover.HandOverAsync(order, spooled.Id, cancellationToken), order.Delivery),
                DeliveryQuarantined quarantined => (handover.HandOverAsync(quarantined, spooled.Id, cancellationToken), quarantined.Delivery),
                PrivacyRequested request => (handover.HandOverAsync(request, spooled.Id, cancellationToken), request.Delivery),
                _ => throw new UnreachableException(),
            };
            await handingOver;

            // Counted when it is removed: a run that is killed in between leaves both to the next one.
            await spool.RemoveAsync(spooled.Seq, () => counts.CountHandedOver(delivery.Receiver));
            if (handover.Outlives ? spool.Count == 0 : spooled.Message is PrivacyRequested)
            {
                await spool.ForgetAsync(cancellationToken);
            }
        }
        catch (Exception failure)
        {
            // It stays spooled and is handed over again.
            if (!cancellationToken.IsCancellationRequested)
            {
                Fail(failure.Message);
            }
        }
        finally
        {
            _room.Release(places);
        }
    }

    /// <summary>What cannot be read would stop everything behind it for good; it is set aside instead.</summary>
    private object Readable(SpooledMessage spooled) => spooled.Message is not Unreadable unreadable ? spooled.Message : new DeliveryQuarantined
    {
        Shop = "",
        Reasons = [$"The spool held a message of the kind {unreadable.Kind} that could not be read: {unreadable.Reason}"],
        Body = unreadable.Body,
        Delivery = new Delivery { Id = spooled.Id, Topic = "", ReceivedAt = time.GetUtcNow(), Receiver = counts.Receiver },
    };

    private void Fail(string says)
    {
        if (!_failed)
        {
            _failed = true;
            Log.DrainPauses(log, says);
        }
    }

    public override void Dispose()
    {
        _room.Dispose();
        base.Dispose();
    }
}
