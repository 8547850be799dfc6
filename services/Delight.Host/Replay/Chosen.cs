namespace Delight.Host.Replay;

/// <summary>What the user means: what fits all that is given, or everything when that is said.</summary>
internal sealed record Chosen(string? Queue, string? Cause, string? Message, bool All, string Reason);
