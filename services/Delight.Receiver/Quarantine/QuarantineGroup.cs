using Delight.Platform.Failures;

namespace Delight.Receiver.Quarantine;

/// <summary>Deliveries of one shop and topic that have the same wrong with them.</summary>
internal sealed record QuarantineGroup
{
    public string Shop { get; init; } = "";
    public string Topic { get; init; } = "";
    public string Reasons { get; init; } = "";
    public long Deliveries { get; init; }

    /// <summary>Of one of them to look at; ids follow the time of arrival.</summary>
    public string OldestId { get; init; } = "";

    /// <summary>When the first of them came, in microseconds since 1970.</summary>
    public long Oldest { get; init; }

    /// <summary>When the last of them came.</summary>
    public long Newest { get; init; }

    /// <summary>Names the group in addresses, which are no place for its reasons: they may quote what came.</summary>
    public string Id => GroupName.Of($"{Shop}\n{Topic}\n{Reasons}");
}

/// <summary>What a list of groups begins with.</summary>
internal enum QuarantineOrder
{
    /// <summary>Each shop's together, those with most deliveries first.</summary>
    Shop,

    /// <summary>Those with most deliveries first.</summary>
    Deliveries,

    /// <summary>The one that a delivery came to last.</summary>
    Newest,

    /// <summary>The one that has been there longest.</summary>
    Oldest,
}
