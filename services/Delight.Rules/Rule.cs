using Delight.Contracts;
using MassTransit;

namespace Delight.Rules;

/// <summary>A rule looks at one event and decides, without clock and I/O, what the order deserves and why.
/// Every sealed subclass in this project is found by itself and reads a queue of its own.</summary>
public abstract class Rule<TEvent> : IConsumer<TEvent>
    where TEvent : class
{
    /// <summary>The same event gives the same decision.</summary>
    public abstract Decision Decide(TEvent happened);

    public Task Consume(ConsumeContext<TEvent> context)
    {
        var decided = Subject.Answer(RuleName.Of(GetType()), context.Message, () => Decide(context.Message)) with { RuleVersion = SettingsVersion.Of(this) };
        return context.Publish(decided, c => c.MessageId = Contracts.MessageId.Of(decided), context.CancellationToken);
    }

    /// <summary>What goes into the parcel; its reason follows with <c>Because</c>.</summary>
    protected static Giving Give(params IReadOnlyList<GestureLine> lines) => new(lines);

    protected static Passing Pass { get; } = new();

    /// <param name="value">What the customer takes it to be worth.</param>
    protected static GestureLine Extra(string sku, string title, Money? value = null) =>
        new() { Kind = LineKind.Extra, Sku = sku, Title = title, Quantity = 1, Value = value, Why = "" };

    /// <summary>The first of these that there is, that the budget pays and that the customer has not had.</summary>
    protected static GestureLine FirstOf(params IReadOnlyList<GestureLine> choices) => choices.Count == 1 ? choices[0] : choices[0] with { Otherwise = [.. choices.Skip(1)] };

    /// <param name="text">The words to write by hand.</param>
    /// <param name="alone">The words when no extra of the rule is left to give.</param>
    protected static GestureLine Note(string text, string? alone = null)
    {
        var note = new GestureLine { Kind = LineKind.HandwrittenNote, Quantity = 1, Text = text, Why = "" };
        return alone is null || alone == text ? note : note with { Otherwise = [note with { Text = alone }] };
    }

    /// <summary>The customer gets one of the wordings that they have not read.</summary>
    /// <param name="alone">The same when no extra of the rule is left to give.</param>
    protected static GestureLine Note(Written words, Written? alone = null) =>
        InTurn([.. words.InTurn.Select((w, i) => Note(w.Text, alone?.InTurn[i].Text))], words);

    /// <param name="text">The words of the greeting card.</param>
    protected static GestureLine Card(string text) => new() { Kind = LineKind.GreetingCard, Quantity = 1, Text = text, Why = "" };

    protected static GestureLine Card(Written words) => InTurn([.. words.InTurn.Select(w => Card(w.Text))], words);

    protected static GestureLine Seal(string title) => new() { Kind = LineKind.WaxSeal, Title = title, Quantity = 1, Why = "" };

    private static GestureLine InTurn(IReadOnlyList<GestureLine> lines, Written words)
    {
        GestureLine[] named = [.. lines.Zip(words.InTurn, (line, wording) => line with { Wording = wording.Name })];
        return named.Length == 1 ? named[0] : named[0] with { OtherWordings = named[1..] };
    }
}

/// <summary>Give or pass, with the reason.</summary>
public sealed record Decision(bool Gives, string Why, IReadOnlyList<GestureLine> Lines);

/// <summary>Lines that wait for their reason.</summary>
public sealed record Giving(IReadOnlyList<GestureLine> Lines)
{
    /// <summary>Every line without a reason of its own carries this one.</summary>
    public Decision Because(string why) => new(true, why, [.. Lines.Select(l => Because(l, why))]);

    private static GestureLine Because(GestureLine line, string why) => line with
    {
        Why = line.Why.Length > 0 ? line.Why : why,
        Otherwise = line.Otherwise?.Select(o => Because(o, why)).ToArray(),
        OtherWordings = line.OtherWordings?.Select(o => Because(o, why)).ToArray(),
    };
}

public sealed record Passing
{
#pragma warning disable CA1822 // Reads as a sentence: Pass.Because("…").
    public Decision Because(string why) => new(false, why, []);
#pragma warning restore CA1822
}
