using System.Buffers.Binary;
using System.Diagnostics;
using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Telemetry;
using Delight.Platform.Work;

namespace Delight.Receiver.Keeping;

/// <summary>Hands over an entry of the spool and forgets it when that is done. Whoever asks for it has it in hand, see <see cref="EntriesInHand"/>.</summary>
internal sealed class SpoolHandover(Spool spool, IHandover handover, BusState bus, IntakeCounts counts, WaitingCauses causes, TimeProvider time)
{
    private static readonly TimeSpan BetweenForgettings = TimeSpan.FromSeconds(1);
    private volatile bool _left;
    private long? _forgot;

    /// <summary>True when what is handed over outlives this process.</summary>
    public bool Outlives => handover.Outlives;

    /// <returns>Why it still waits, as a sentence; nothing when it has gone.</returns>
    public async Task<string?> HandOverAsync(SpooledMessage spooled, CancellationToken cancellationToken)
    {
        using var activity = spooled.Trace is null ? null : DelightTelemetry.Activities.StartActivity("spool", ActivityKind.Internal, spooled.Trace);
        try
        {
            var (handingOver, delivery) = Readable(spooled) switch
            {
                OrderSeen order => (handover.HandOverAsync(order, spooled.Id, cancellationToken), order.Delivery),
                DeliveryQuarantined quarantined => (handover.HandOverAsync(quarantined, spooled.Id, cancellationToken), quarantined.Delivery),
                PrivacyRequested request => (handover.HandOverAsync(request, spooled.Id, cancellationToken), request.Delivery),
                CustomersMerged merge => (handover.HandOverAsync(merge, spooled.Id, cancellationToken), merge.Delivery),
                _ => throw new UnreachableException(),
            };
            await handingOver;

            // Counted when it is removed: a run that is killed in between leaves both to the next one.
            await spool.RemoveAsync(spooled.Seq, () => counts.CountHandedOver(delivery.Receiver));
            causes.Left(spooled.Seq);
            LargeGarbage.Add(spooled.Bytes);
            _left = true;
            if (spooled.Message is PrivacyRequested)
            {
                await spool.File.ForgetAsync(cancellationToken);
            }

            return null;
        }
        catch (Exception failure)
        {
            // It stays spooled and is handed over again.
            var says = bus.Explain(failure) ?? failure.Message;
            if (!cancellationToken.IsCancellationRequested)
            {
                causes.Failed(spooled.Seq, says);
            }

            return says;
        }
    }

    /// <summary>When the spool is empty, at most once a second: nothing of what has left stays in the file's log, which else would keep
    /// the name in a late delivery of somebody whose data was redacted.</summary>
    public async Task ForgetWhatLeftAsync(CancellationToken cancellationToken)
    {
        if (_left && spool.Count == 0 && !(_forgot is { } last && time.GetElapsedTime(last) < BetweenForgettings))
        {
            _left = false;
            _forgot = time.GetTimestamp();
            await spool.File.ForgetAsync(cancellationToken);
        }
    }

    /// <summary>What cannot be read would stop everything behind it for good; it is set aside instead.</summary>
    private object Readable(SpooledMessage spooled) => spooled.Message is not Unreadable unreadable ? spooled.Message : new DeliveryQuarantined
    {
        Shop = "",
        Reasons = [$"The spool held a message of the kind {unreadable.Kind} that could not be read: {unreadable.Reason}"],
        Body = unreadable.Body,
        Delivery = new Delivery { Id = spooled.Id, Topic = "", ReceivedAt = TimeOf(spooled.Id), Receiver = counts.Receiver },
    };

    /// <summary>When the delivery came, which its id begins with: milliseconds since 1970 in six bytes (RFC 9562, version 7).</summary>
    private DateTimeOffset TimeOf(Guid id) => id.Version != 7 ? time.GetUtcNow()
        : DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true)) >>> 16);
}
