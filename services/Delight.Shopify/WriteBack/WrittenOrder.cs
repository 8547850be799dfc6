using System.Text.Json;
using Delight.Platform.Store;

namespace Delight.Shopify.WriteBack;

/// <summary>A row of <c>shopify_written</c>, taken to work on.</summary>
internal sealed record WrittenOrder
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string OrderName { get; init; } = "";
    public long? CustomerId { get; init; }

    /// <summary>Of the parcel; 0 before there is one.</summary>
    public long Version { get; init; }
    public string Lines { get; init; } = "[]";

    /// <summary>1 when there may be a note beside the order.</summary>
    public long Noted { get; init; }
    public string OwnTags { get; init; } = "[]";
    public string OwnLines { get; init; } = "[]";
    public string? Intent { get; init; }
    public long? HoldUntil { get; init; }

    /// <summary>One of <see cref="HoldState"/>.</summary>
    public long HoldOver { get; init; }
    public string? Claim { get; init; }

    /// <summary>1 when whoever worked on it before came to no end, and may still be under way.</summary>
    public long Lost { get; init; }
    public long Attempts { get; init; }

    /// <summary>Why it could not be written when somebody last tried; a sentence.</summary>
    public string? Refused { get; init; }

    /// <summary>Since when the shop refuses what it may take yet.</summary>
    public long? RefusedSince { get; init; }

    /// <summary>When it was last said what is to be in it.</summary>
    public long ChangedAt { get; init; }

    public IReadOnlyList<WantedLine> Wanted => WantedLine.Read(Lines);

    public IReadOnlyList<string> Tags => Read(OwnTags);

    /// <summary>The ids of the order's lines that are ours.</summary>
    public IReadOnlyList<string> Own => Read(OwnLines);

    public EditIntent? Planned => Intent is null ? null : JsonSerializer.Deserialize(Intent, WrittenJson.Default.EditIntent);

    public DateTimeOffset? HeldUntil => HoldUntil is { } until && HoldOver != HoldState.Over ? Instant.FromStore(until) : null;

    public WrittenOrder WithTags(IEnumerable<string> tags) => this with { OwnTags = Write(tags) };

    public WrittenOrder WithOwn(IEnumerable<string> lines) => this with { OwnLines = Write(lines) };

    public WrittenOrder With(EditIntent? intent) => this with { Intent = intent is null ? null : JsonSerializer.Serialize(intent, WrittenJson.Default.EditIntent) };

    private static IReadOnlyList<string> Read(string json) => JsonSerializer.Deserialize(json, WrittenJson.Default.IReadOnlyListString) ?? [];

    private static string Write(IEnumerable<string> values) => JsonSerializer.Serialize([.. values.Distinct(StringComparer.Ordinal)], WrittenJson.Default.IReadOnlyListString);
}

/// <summary>How far an order is held back.</summary>
internal static class HoldState
{
    public const long NotYet = 0;
    public const long Over = 1;

    /// <summary>Somebody was about to.</summary>
    public const long Perhaps = 2;
    public const long Held = 3;
}
