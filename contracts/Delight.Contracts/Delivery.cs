namespace Delight.Contracts;

/// <summary>How a message of the shop's platform came to us.</summary>
public sealed record Delivery
{
    /// <summary>The topic of what was fetched from the shop, since no webhook of it had come.</summary>
    public const string Reconciled = "reconciled";

    /// <summary>Ours, new for every delivery: a webhook that comes twice has two.</summary>
    public required Guid Id { get; init; }

    /// <summary>The platform's topic, for instance <c>orders/paid</c>; or <see cref="Reconciled"/>.</summary>
    public required string Topic { get; init; }

    /// <summary>When the receiver had read it whole (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The run of the receiver that took it in; the ledger counts by it what has reached it.</summary>
    public required string Receiver { get; init; }
}
