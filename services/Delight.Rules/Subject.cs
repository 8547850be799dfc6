using System.Text.RegularExpressions;
using Delight.Contracts;

namespace Delight.Rules;

/// <summary>Which order an event is about, and what bars every rule from giving. An event of a new type gets its line here.</summary>
internal static class Subject
{
    public static GestureDecided Answer(string rule, object happened, Func<Decision> decide) => happened switch
    {
        OrderRanked order => Answer(rule, order, Bar(order) is { } why ? new Decision(false, why, []) : decide()),
        _ => throw new NotSupportedException($"Rules cannot hear {happened.GetType().Name} yet; say in Subject.cs which order it is about."),
    };

    private static string? Bar(OrderRanked order) =>
        order.Ordinal is null ? $"the order does not count: {order.NotCountingBecause}"
        : !order.RequiresShipping ? "nothing of it is shipped, so there is no parcel"
        : null;

    private static GestureDecided Answer(string rule, OrderRanked order, Decision decision) => new()
    {
        Shop = order.Shop,
        OrderId = order.OrderId,
        OrderName = order.OrderName,
        CustomerId = order.CustomerId,
        OrderedAt = order.CreatedAt,
        Ordinal = order.Ordinal,
        Fulfilled = order.Fulfilled,
        OrderTotal = order.Total,
        CustomerTags = order.CustomerTags,
        SpecialRequest = order.SpecialRequest,
        Rule = rule,
        Version = order.Version,
        Gives = decision.Gives,
        Why = Nameless(decision.Why, order.CustomerFirstName),
        Lines = [.. decision.Lines.Select(l => Nameless(l, order.CustomerFirstName))],
    };

    private static GestureLine Nameless(GestureLine line, string? firstName) =>
        line with
        {
            Why = Nameless(line.Why, firstName),
            Otherwise = line.Otherwise?.Select(o => Nameless(o, firstName)).ToArray(),
            OtherWordings = line.OtherWordings?.Select(o => Nameless(o, firstName)).ToArray(),
        };

    /// <summary>Reasons are kept in stories and shown to everybody; only a note speaks to somebody by name.</summary>
    private static string Nameless(string why, string? firstName) => string.IsNullOrWhiteSpace(firstName) || !why.Contains(firstName, StringComparison.Ordinal) ? why
        : Regex.Replace(why, $@"(?<!\w){Regex.Escape(firstName)}(?!\w)", "the customer", RegexOptions.None, TimeSpan.FromSeconds(1));
}
