using Delight.Contracts;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Parcels;

/// <summary>Answers that were under way when their customer or shop was forgotten. They name a standing that is owed no answer any more.</summary>
internal static class ForgottenAnswers
{
    /// <summary>Of a forgotten shop only what is owed is entered: what the ledger knows of it came after it was forgotten.</summary>
    public static async Task<IReadOnlyList<GestureDecided>> OfShopsAsync(ISession session, IReadOnlyList<GestureDecided> decisions)
    {
        var forgotten = await session.ForgottenShopsAsync(decisions.Select(d => d.Shop));
        if (forgotten.Count == 0)
        {
            return decisions;
        }

        var owed = await OwedAsync(session, decisions.Where(d => forgotten.ContainsKey(d.Shop)));
        return [.. decisions.Where(d => !forgotten.ContainsKey(d.Shop) || owed.GetValueOrDefault(KeyOf(d)) == d.Version)];
    }

    /// <summary>An answer that the nameless standing has overtaken loses its words; the answer to that one has its own.</summary>
    public static async Task<IReadOnlyList<GestureDecided>> OfCustomersAsync(ISession session, IReadOnlyList<GestureDecided> decisions)
    {
        var forgotten = await session.TombstonesAsync(decisions.Where(d => d.CustomerId is not null).Select(d => (d.Shop, d.CustomerId!.Value)));
        if (forgotten.Count == 0)
        {
            return decisions;
        }

        bool IsOlder(GestureDecided d) => d.CustomerId is { } customer && forgotten.TryGetValue((d.Shop, customer), out var at) && d.OrderedAt <= at;
        var owed = await OwedAsync(session, decisions.Where(IsOlder));
        return [.. decisions.Select(d => IsOlder(d) && owed.GetValueOrDefault(KeyOf(d)) > d.Version ? WithoutWords(d) : d)];
    }

    private static GestureDecided WithoutWords(GestureDecided decision) =>
        decision with { SpecialRequest = null, CustomerTags = [], Lines = [.. decision.Lines.Select(l => l.Text is null ? l : l with { Text = RemovedWords.Text, Otherwise = null, OtherWordings = null })] };

    private static async Task<Dictionary<(string, long, string), long>> OwedAsync(ISession session, IEnumerable<GestureDecided> decisions)
    {
        var owed = await session.OwedAsync(decisions.Select(KeyOf).Distinct());
        return owed.ToDictionary(w => (w.Shop, w.SubjectId, w.Worker), w => w.Version);
    }

    private static (string Shop, long SubjectId, string Worker) KeyOf(GestureDecided decision) => (decision.Shop, decision.OrderId, Queues.OfRule(decision.Rule));
}
