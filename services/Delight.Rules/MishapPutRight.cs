using System.ComponentModel.DataAnnotations;
using Delight.Contracts;
using Microsoft.Extensions.Options;

namespace Delight.Rules;

/// <summary>Whoever orders again after a refund finds a note that says sorry, and thank you for the second chance.</summary>
[OffByDefault]
[EmptyChair(
    FitsBecause = "something went wrong, money is back, and a word about it is still owed",
    CustomerWouldSay = "they know that it went wrong last time, and did not pretend otherwise",
    MotiveIs = "to put a mishap right; whoever was let down and came back is owed more than their money")]
public sealed class MishapPutRight(IOptionsMonitor<MishapPutRightSettings> settings) : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened)
    {
        var now = settings.CurrentValue;
        return happened.DaysSinceRefund is not { } days ? Pass.Because("there was no refund between this order and the one before")
            : days > now.WithinDays ? Pass.Because($"the refund was {days} days ago, more than {now.WithinDays}")
            : Give(Note(now.Write(happened))).Because($"it is the first order after a refund, {(days == 0 ? "on the same day" : Counted.InWords(days, "day") + " ago")}");
    }
}

/// <summary>Settings of <see cref="MishapPutRight"/> (section <c>Delight:Rules:MishapPutRight</c>).</summary>
public sealed class MishapPutRightSettings : NoteSettings
{
    /// <summary>A refund that is longer ago is not spoken of any more.</summary>
    [Range(1, 3650, ErrorMessage = "Delight:Rules:MishapPutRight:WithinDays must be from 1 to 3650 days.")]
    public int WithinDays { get; set; } = 365;

    public override string Note { get; set; } = "{{#if firstName}}Dear {{firstName}}, last{{else}}Last{{/if}} time something went wrong, and we are *sorry*. Thank you for giving us another chance.";
}
