using System.Text.Json;
using Delight.Contracts;
using Delight.Fulfilment.Giving;

namespace Delight.Fulfilment.Parcels;

/// <summary>A line of a parcel, and what it took out of stock and budget; nothing where gifts are without end.</summary>
internal sealed record ChosenLine(GestureLine Line, Taken? Taken)
{
    /// <summary>How it wants to be packed, as the catalogue has it.</summary>
    public string Care { get; init; } = "";
    public long? Grams { get; init; }

    /// <summary>What the rule would say instead, in its turn, with what it says; nothing where it has only one wording.</summary>
    public string? Wordings { get; init; }

    /// <param name="wish">What the rule wishes to give; of its alternatives only other wordings are kept.</param>
    public static ChosenLine Of(GestureLine wish, Taken? taken) => new(wish with { Otherwise = null, OtherWordings = null }, taken)
    {
        Wordings = wish.OtherWordings is { Count: > 0 } others ? JsonSerializer.Serialize(others.Prepend(wish).Select(w => new ReadWording(w.Wording ?? "", w.Text ?? ""))) : null,
    };

    /// <summary>What the rule wished.</summary>
    public GestureLine ToWish()
    {
        if (Wordings is null)
        {
            return Line;
        }

        GestureLine[] inTurn = [.. InTurn().Select(w => Line with { Wording = w.Name, Text = w.Text })];
        return inTurn[0] with { OtherWordings = inTurn[1..] };
    }

    /// <summary>With the wording that was read least often, of those the one whose turn comes first.</summary>
    /// <param name="timesRead">By the wording's name.</param>
    public ChosenLine InFreshWords(Func<string, int> timesRead) => Wordings is null || InTurn().MinBy(w => timesRead(w.Name)) is not { } fresh ? this
        : this with { Line = Line with { Wording = fresh.Name, Text = fresh.Text } };

    /// <summary>In the wording that another line has, which may be said instead of this one.</summary>
    public ChosenLine InWordsOf(ChosenLine? before) => before is null || Wordings is null || before.Wordings != Wordings ? this
        : this with { Line = Line with { Wording = before.Line.Wording, Text = before.Line.Text } };

    public static string Describe(GestureLine line) =>
        line.Kind == LineKind.HandwrittenNote ? "a handwritten note" : $"{line.Quantity} × {line.Title ?? line.Kind}{(line.Sku is null ? "" : $" ({line.Sku})")}";

    private ReadWording[] InTurn() => JsonSerializer.Deserialize<ReadWording[]>(Wordings!)!;

    private sealed record ReadWording(string Name, string Text);
}
