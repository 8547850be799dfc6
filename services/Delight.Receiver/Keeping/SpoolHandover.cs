using System.Buffers.Binary;
using System.Diagnostics;
using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Telemetry;

namespace Delight.Receiver.Keeping;

/// <summary>Hands over an entry of the spool and forgets it when that is done. Whoever asks for it has it in hand, see <see cref="EntriesInHand"/>.</summary>
internal sealed class SpoolHandover(Spool spool, IHandover handover, BusState bus, IntakeCounts counts, WaitingCauses causes, TimeProvider time)
{
    private volatile bool _forgets;

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
                _ => throw new UnreachableException(),
            };
            await handingOver;

            // Counted when it is removed: a run that is killed in between leaves both to the next one.
            await spool.RemoveAsync(spooled.Seq, () => counts.CountHandedOver(delivery.Receiver));
            causes.Left(spooled.Seq);
            await ForgetAsync(spooled.Message is PrivacyRequested, cancellationToken);

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

    /// <summary>Beside a broker whenever the spool is empty. In one process, through which everything goes, after a request to forget,
    /// and once more when the spool is next empty: what was on its way with it is gone by then.</summary>
    private async Task ForgetAsync(bool isAsked, CancellationToken cancellationToken)
    {
        var isEmpty = spool.Count == 0;
        _forgets |= isAsked;
        if (handover.Outlives ? isEmpty : isAsked || (_forgets && isEmpty))
        {
            _forgets &= !isEmpty;
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
