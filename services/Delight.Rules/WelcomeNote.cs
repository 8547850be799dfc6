using Delight.Contracts;
using Microsoft.Extensions.Options;

namespace Delight.Rules;

/// <summary>Whoever orders for the first time finds a handwritten note in the parcel.</summary>
[OffByDefault]
[EmptyChair(
    FitsBecause = "a first order is a leap of faith, and somebody noticed it",
    CustomerWouldSay = "there are people behind this shop, and they are glad that I came",
    MotiveIs = "that they feel welcome; whether they come back is theirs to decide")]
public sealed class WelcomeNote(IOptionsMonitor<WelcomeNoteSettings> settings) : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened) => happened.Ordinal == 1
        ? Give(Note(settings.CurrentValue.Write(happened))).Because("this is the customer's first order")
        : Pass.Because($"this is the customer's {Ordinal.InDigits(happened.Ordinal ?? 0)} order, not the first");
}

/// <summary>Settings of <see cref="WelcomeNote"/> (section <c>Delight:Rules:WelcomeNote</c>).</summary>
public sealed class WelcomeNoteSettings : NoteSettings
{
    public override string Note { get; set; } = "{{#if firstName}}Dear {{firstName}}, welcome{{else}}Welcome{{/if}}! This is your first order with us, and we packed it with *care*. Thank you for trusting us.";
}
