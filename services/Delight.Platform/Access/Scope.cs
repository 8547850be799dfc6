namespace Delight.Platform.Access;

/// <summary>What a caller of the API may do; the name of a scope is also that of its authorization policy.</summary>
public static class Scope
{
    /// <summary>Look at everything.</summary>
    public const string Read = "read";

    /// <summary>Replay, discard and whatever else changes how the installation runs.</summary>
    public const string Operate = "operate";

    /// <summary>Mark parcels as packed.</summary>
    public const string Pack = "pack";

    /// <summary>Change what is given: the catalogue, pauses of rules, previews. Whoever may operate may that, too.</summary>
    public const string Market = "market";

    /// <summary>Those of which one is enough where a scope is needed.</summary>
    internal static string[] ThatAllow(string scope) => scope == Market ? [Market, Operate] : [scope];

    public static IReadOnlyList<string> All { get; } = [Read, Operate, Pack, Market];
}
