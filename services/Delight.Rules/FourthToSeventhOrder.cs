using Delight.Contracts;
using Microsoft.Extensions.Options;

namespace Delight.Rules;

/// <summary>Customers on their fourth to seventh order find something extra in the parcel, and a note.</summary>
[EmptyChair(
    FitsBecause = "they value being known by the people they buy from, and keep coming back to them",
    CustomerWouldSay = "I did not expect anything, and somebody had counted",
    MotiveIs = "thanks for loyalty that was already shown, with no word about the next order")]
public sealed class FourthToSeventhOrder(IOptionsMonitor<FourthToSeventhOrderSettings> settings) : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened)
    {
        var now = settings.CurrentValue;
        var range = $"{Ordinal.InDigits(now.From)} to {Ordinal.InDigits(now.To)} order";
        if (happened.Ordinal is not { } nth || nth < now.From || nth > now.To)
        {
            return Pass.Because($"this is the customer's {Ordinal.InDigits(happened.Ordinal ?? 0)} order, not the {range}");
        }

        return Give(FirstOf([.. now.ChoicesFor(nth).Select(e => Extra(e.Sku, e.Title, e.Value()))]), Note(now.Write(happened), alone: now.Write(happened, withExtra: false)))
            .Because($"{range} matched: this is the customer's {Ordinal.InDigits(nth)}");
    }
}
