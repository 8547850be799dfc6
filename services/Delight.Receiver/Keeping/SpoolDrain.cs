using Delight.Platform.Bus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delight.Receiver.Keeping;

/// <summary>Hands over what is spooled, oldest first, a bounded number at a time, and forgets it when that is done.
/// In one process everything goes this way; beside a broker, only what came while it was away.</summary>
internal sealed class SpoolDrain(Spool spool, SpoolHandover handover, BusState bus, WaitingCauses causes, TimeProvider time, ILogger<SpoolDrain> log) : BackgroundService
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
                if (_failed)
                {
                    await Task.Delay(Pause, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is still spooled is handed over by the next run.
        }
    }

    /// <summary>Returns when a handover failed or a person had entries in hand, and those under way have ended; the next call begins
    /// with the oldest again.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var underWay = new HashSet<Task>();
        var last = 0L;
        _failed = false;
        var visits = spool.InHand.Visits;
        while (!_failed && visits == spool.InHand.Visits)
        {
            var page = await ReadAsync(last, cancellationToken);
            foreach (var message in page)
            {
                var places = Math.Min(_places, 1 + (message.Bytes / BytesOfAPlace));
                for (var taken = 0; taken < places; taken++)
                {
                    await _room.WaitAsync(cancellationToken);
                }

                if (spool.InHand.TryTake(message.Seq, visits))
                {
                    underWay.Add(HandOverAsync(message, places, cancellationToken));
                }
                else
                {
                    _room.Release(places);
                }

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
            var page = await spool.ReadAsync(last, Page, cancellationToken);
            if (page.Count == 0)
            {
                await handover.ForgetWhatLeftAsync(cancellationToken);
            }

            return page;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var says = spool.File.Explain(failure);
            causes.Failed(says);
            Fail(says);
            return [];
        }
    }

    private async Task HandOverAsync(SpooledMessage spooled, int places, CancellationToken cancellationToken)
    {
        try
        {
            if (await handover.HandOverAsync(spooled, cancellationToken) is { } says && !cancellationToken.IsCancellationRequested)
            {
                Fail(says);
            }
        }
        finally
        {
            spool.InHand.Release(spooled.Seq);
            _room.Release(places);
        }
    }

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
