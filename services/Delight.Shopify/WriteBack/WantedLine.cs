using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Contracts;
using Delight.Platform.Privacy;

namespace Delight.Shopify.WriteBack;

/// <summary>What is to be in a parcel, as far as the shop's order is to tell it.</summary>
/// <param name="Text">The words to write, for a note. Personal data.</param>
internal sealed record WantedLine(string Kind, string? Sku, string? Title, int Quantity, string? Text, string Why)
{
    /// <summary>The platform takes up to 255 characters.</summary>
    private const int LongestName = 200;

    /// <summary>How the order's line is called. A note's words are not in it: the customer may see the order before the parcel.</summary>
    [JsonIgnore]
    public string Name
    {
        get
        {
            var name = Title ?? (Kind is LineKind.Extra ? Sku : null) ?? char.ToUpperInvariant(Kind[0]) + Kind[1..].Replace('-', ' ');
            var whole = Sku is null || Sku == name ? name : $"{name} ({Sku})";
            return whole.Length <= LongestName ? whole : whole[..LongestName];
        }
    }

    /// <summary>A line of a packing slip.</summary>
    [JsonIgnore]
    public string ForPacker => Text is null ? $"{Quantity} × {Name}. {Why}." : $"{Quantity} × {Name}: {Text} ({Why})";

    public static IReadOnlyList<WantedLine> Of(FulfilmentChanged parcel) => parcel.State == ParcelState.Withdrawn ? []
        : [.. parcel.Lines.Select(l => new WantedLine(l.Kind, l.Sku, l.Title, l.Quantity, l.Text, l.Why))];

    /// <summary>As it stands where somebody asked to be forgotten.</summary>
    public static IReadOnlyList<WantedLine> WithoutWords(IEnumerable<WantedLine> lines) => [.. lines.Select(l => l.Text is null ? l : l with { Text = RemovedWords.Text })];

    public static string Write(IReadOnlyList<WantedLine> lines) => JsonSerializer.Serialize(lines, WrittenJson.Default.IReadOnlyListWantedLine);

    public static IReadOnlyList<WantedLine> Read(string json) => JsonSerializer.Deserialize(json, WrittenJson.Default.IReadOnlyListWantedLine) ?? [];
}

/// <summary>What an edit is to bring, noted before it is committed: afterwards nobody could tell whether it was.</summary>
/// <param name="Before">The ids of all lines that were in the order.</param>
/// <param name="Names">Of the lines that it adds.</param>
internal sealed record EditIntent(IReadOnlyList<string> Before, IReadOnlyList<string> Names);

[JsonSerializable(typeof(IReadOnlyList<WantedLine>))]
[JsonSerializable(typeof(EditIntent))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class WrittenJson : JsonSerializerContext;
