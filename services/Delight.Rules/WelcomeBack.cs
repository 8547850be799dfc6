using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Delight.Contracts;
using Microsoft.Extensions.Options;

namespace Delight.Rules;

/// <summary>Whoever comes back after being away for several times as long as between their orders before finds a note.</summary>
[OffByDefault]
[EmptyChair(
    FitsBecause = "somebody who had reasons to stay away came back all the same",
    CustomerWouldSay = "I did not think that anybody would notice that I had been gone",
    MotiveIs = "joy that they are back; nobody is reproached, and nothing is asked")]
public sealed class WelcomeBack(IOptionsMonitor<WelcomeBackSettings> settings) : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened)
    {
        var now = settings.CurrentValue;
        if (happened is not { DaysSincePrevious: { } away, FirstOrderAt: { } first, CountingOrders: >= 3 })
        {
            return Pass.Because("a rhythm shows from the third order on");
        }

        // From the first order to the one before this.
        var usual = (happened.CreatedAt.AddDays(-away) - first).TotalDays / (happened.CountingOrders - 2);
        var days = usual.ToString("0.#", CultureInfo.InvariantCulture);
        return away < now.AtLeastDays ? Pass.Because($"the customer was away for {away} days, fewer than {now.AtLeastDays}")
            : away < usual * now.TimesTheUsual ? Pass.Because($"the customer was away for {away} days, and orders every {days} days")
            : Give(Note(now.Write(happened))).Because($"the customer was away for {away} days, and ordered every {days} days before");
    }
}

/// <summary>Settings of <see cref="WelcomeBack"/> (section <c>Delight:Rules:WelcomeBack</c>).</summary>
public sealed class WelcomeBackSettings : NoteSettings
{
    /// <summary>How many times the mean time between the customer's orders before the absence must be.</summary>
    [Range(1.0, 100.0, ErrorMessage = "Delight:Rules:WelcomeBack:TimesTheUsual must be from 1 to 100.")]
    public double TimesTheUsual { get; set; } = 3;

    /// <summary>An absence is at least so many days, however often somebody orders.</summary>
    [Range(1, 3650, ErrorMessage = "Delight:Rules:WelcomeBack:AtLeastDays must be from 1 to 3650 days.")]
    public int AtLeastDays { get; set; } = 60;

    public override string Note { get; set; } = "{{#if firstName}}Dear {{firstName}}, how{{else}}How{{/if}} *good* that you are back. We kept a place for you.";
}
