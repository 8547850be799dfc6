using Delight.Contracts;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Parcels;

/// <summary>What a rule decided by other settings than it has now stays, as long as the order has its place in its customer's row.</summary>
internal static class EarlierDecision
{
    /// <param name="customerId">Whose order it was.</param>
    public static bool Stays(Decided? known, GestureDecided now, long? customerId) => known is { RuleVersion: { } before }
        && before != now.RuleVersion && now.Ordinal is not null && known.Ordinal == now.Ordinal && customerId == now.CustomerId;

    /// <summary>The answer with what was decided in it, and with new words where the old ones had to go.</summary>
    /// <param name="lines">What is in the parcel for the rule.</param>
    public static GestureDecided Instead(Decided known, IReadOnlyList<ChosenLine> lines, GestureDecided now)
    {
        var words = now.Lines.ToLookup(l => l.Kind);
        GestureLine[] before = [.. (known.Wishes ?? lines.Select(l => l.ToWish())).Select(l => l.Text == RemovedWords.Text && words[l.Kind].FirstOrDefault() is { } spoken
            ? l with { Text = spoken.Text, Otherwise = spoken.Otherwise, Wording = spoken.Wording, OtherWordings = spoken.OtherWordings } : l)];
        return now with { RuleVersion = known.RuleVersion, Lines = before, Gives = before.Length > 0 };
    }
}
