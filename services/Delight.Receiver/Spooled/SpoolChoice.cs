using System.Text.Json;
using Delight.Receiver.Keeping;

namespace Delight.Receiver.Spooled;

/// <summary>Which entries a person means, as they stood when that was said: what comes later is not meant, and what waits for another
/// reason by then still is.</summary>
internal sealed record SpoolChoice
{
    private SpoolChoice(string? shop, string? cause, string? deliveryId, long upTo, CausesNow causes)
    {
        (Shop, DeliveryId, UpTo) = (shop ?? "", deliveryId ?? "", upTo);
        if (cause == causes.Common)
        {
            Except = Places(causes, c => c != cause);
        }
        else if (cause is not null)
        {
            Only = Places(causes, c => c == cause);
        }

        Says = string.Join(", ", new[]
        {
            "spool", shop is null ? null : "shop " + shop, cause is null ? null : "cause " + cause.ReplaceLineEndings(" "), deliveryId is null ? null : "delivery " + deliveryId,
        }.OfType<string>());
    }

    /// <summary>Lower case; empty for all.</summary>
    public string Shop { get; }

    /// <summary>Empty for all.</summary>
    public string DeliveryId { get; }

    /// <summary>The last place that is meant.</summary>
    public long UpTo { get; }

    /// <summary>A JSON array of the only places that are meant, when there are only some.</summary>
    public string? Only { get; }

    /// <summary>A JSON array of places that are not meant.</summary>
    public string? Except { get; }

    /// <summary>The choice in words, for the record of what was done.</summary>
    public string Says { get; }

    public static SpoolChoice Of(string? shop, string? cause, string? deliveryId, long upTo, CausesNow causes) =>
        new(shop?.ToLowerInvariant(), cause, deliveryId, upTo, causes);

    private static string Places(CausesNow causes, Func<string, bool> which) =>
        JsonSerializer.Serialize(causes.Own.Where(c => which(c.Value)).Select(c => c.Key));
}
