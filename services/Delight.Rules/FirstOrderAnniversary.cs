using System.ComponentModel.DataAnnotations;
using Delight.Contracts;
using Microsoft.Extensions.Options;

namespace Delight.Rules;

/// <summary>Whoever orders about a year, two years … after their first order finds a note about it, once for each of them.</summary>
[OffByDefault]
[EmptyChair(
    FitsBecause = "years of trust are worth a word, and few shops remember when they began",
    CustomerWouldSay = "they know how long I have been with them, and I did not myself",
    MotiveIs = "to say thank you for the years, on no other occasion than that")]
public sealed class FirstOrderAnniversary(IOptionsMonitor<FirstOrderAnniversarySettings> settings) : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened)
    {
        var now = settings.CurrentValue;
        if (happened.FirstOrderAt is not { } first || Years(first, happened.CreatedAt, now.WithinDays) is not { } years)
        {
            return Pass.Because($"the order is not within {now.WithinDays} days of an anniversary of the customer's first");
        }

        return happened.DaysSincePrevious is { } days && Years(first, happened.CreatedAt.AddDays(-days), now.WithinDays) == years
            ? Pass.Because($"the order before this one, {days} days ago, was within {now.WithinDays} days of the same anniversary")
            : Give(Note(now.Write(happened, new Dictionary<string, object?> { ["years"] = Counted.InWords(years, "year"), ["yearCount"] = years })))
                .Because($"the order is within {now.WithinDays} days of {Counted.InWords(years, "year")} after the customer's first");
    }

    /// <summary>How many years lie between the first order and the anniversary that is so near; nothing when none is.</summary>
    private static int? Years(DateTimeOffset first, DateTimeOffset then, int withinDays) =>
        Enumerable.Range(Math.Max(1, then.Year - first.Year - 1), 3)
            .Where(years => first.Year + years < DateTimeOffset.MaxValue.Year && (first.AddYears(years) - then).Duration() <= TimeSpan.FromDays(withinDays)).Cast<int?>().FirstOrDefault();
}

/// <summary>Settings of <see cref="FirstOrderAnniversary"/> (section <c>Delight:Rules:FirstOrderAnniversary</c>).</summary>
public sealed class FirstOrderAnniversarySettings : NoteSettings
{
    /// <summary>How far from the day itself an order may be, in days.</summary>
    [Range(0, 180, ErrorMessage = "Delight:Rules:FirstOrderAnniversary:WithinDays must be from 0 to 180 days.")]
    public int WithinDays { get; set; } = 14;

    /// <summary>Besides, it knows <c>years</c>, such as <c>two years</c>, and <c>yearCount</c>, the same in digits.</summary>
    public override string Note { get; set; } = "{{#if firstName}}Dear {{firstName}}, it{{else}}It{{/if}} is {{years}} since your first order with us. Thank you for *staying*.";

    protected override IReadOnlyList<string> MoreFacts => ["years", "yearCount"];
}
