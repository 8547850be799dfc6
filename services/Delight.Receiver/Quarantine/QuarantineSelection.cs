namespace Delight.Receiver.Quarantine;

/// <summary>What a person means: everything, or what fits all that is given.</summary>
internal sealed record QuarantineSelection(string? Shop, string? Reasons, string? DeliveryId, string? Topic = null)
{
    public override string ToString() => string.Join(", ", new[]
    {
        "quarantine", Shop is null ? null : "shop " + Shop, Topic is null ? null : "topic " + Topic, Reasons is null ? null : "reasons " + Reasons.ReplaceLineEndings(" "), DeliveryId is null ? null : "delivery " + DeliveryId,
    }.OfType<string>());
}
