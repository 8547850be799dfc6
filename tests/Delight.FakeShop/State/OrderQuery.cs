using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL;

namespace Delight.FakeShops;

/// <summary>The platform's search syntax, as far as orders need it: terms such as <c>updated_at:>='2026-01-01T00:00:00Z'</c>, all of which must hold.</summary>
internal sealed partial class OrderQuery
{
    private readonly List<(string Field, string Operator, string Value)> terms = [];

    public OrderQuery(string? text)
    {
        foreach (Match term in Term().Matches(text ?? ""))
        {
            if (term.Value is "AND")
                continue;
            terms.Add(term.Groups["field"].Success
                ? (term.Groups["field"].Value, term.Groups["op"].Value is { Length: > 0 } op ? op : "=", term.Groups["value"].Value.Trim('\'', '"'))
                : throw Unknown(term.Value));
        }
    }

    /// <summary>From where to read, when the search says so in the order that is read.</summary>
    public (long, long)? Start(OrderSort sort, bool reverse)
    {
        var bounds = terms.Where(term => term.Field == FieldOf(sort) && term.Operator[0] == (reverse ? '<' : '>'))
            .Select(term => sort is OrderSort.Id ? long.Parse(term.Value, CultureInfo.InvariantCulture) : Time(term.Value).UtcTicks).ToList();
        return bounds.Count == 0 ? null : reverse ? (bounds.Min(), long.MaxValue) : (bounds.Max(), -1);
    }

    /// <summary>Nothing that is read from here on can fit.</summary>
    public bool IsOver(OrderSort sort, bool reverse, FakeOrder order) =>
        terms.Any(term => term.Field == FieldOf(sort) && term.Operator[0] == (reverse ? '>' : '<') && !Holds(term, order));

    public bool Fits(FakeOrder order) => terms.TrueForAll(term => Holds(term, order));

    private static bool Holds((string Field, string Operator, string Value) term, FakeOrder order) => term.Field switch
    {
        "updated_at" => Compare(order.UpdatedAt, term),
        "created_at" or "processed_at" => Compare(order.CreatedAt, term),
        "id" => Judge(order.Id.CompareTo(long.Parse(term.Value, CultureInfo.InvariantCulture)), term.Operator),
        "name" => order.Name.TrimStart('#') == term.Value.TrimStart('#'),
        "customer_id" => order.CustomerId?.ToString(CultureInfo.InvariantCulture) == term.Value,
        "tag" => order.Tags.Contains(term.Value, StringComparer.OrdinalIgnoreCase),
        "test" => order.Test == (term.Value == "true"),
        "financial_status" => order.FinancialStatus == term.Value,
        "fulfillment_status" => (order.FulfillmentStatus ?? "unfulfilled") == term.Value,
        "status" => term.Value switch
        {
            "open" => order.ClosedAt is null && order.CancelledAt is null,
            "closed" => order.ClosedAt is not null,
            "cancelled" => order.CancelledAt is not null,
            "any" => true,
            _ => throw Unknown($"status:{term.Value}"),
        },
        _ => throw Unknown(term.Field),
    };

    private static bool Compare(DateTimeOffset time, (string Field, string Operator, string Value) term) => Judge(time.CompareTo(Time(term.Value)), term.Operator);

    private static bool Judge(int order, string sign) => sign switch { ">" => order > 0, ">=" => order >= 0, "<" => order < 0, "<=" => order <= 0, _ => order == 0 };

    private static string FieldOf(OrderSort sort) => sort switch { OrderSort.Updated => "updated_at", OrderSort.Created => "created_at", _ => "id" };

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw Unknown(text);

    // The platform passes over what it does not know, and then answers with everything: here it is said.
    private static ExecutionError Unknown(string what) => new($"The stand-in for the shop cannot search orders by `{what}`. Add it in tests/Delight.FakeShop/State/OrderQuery.cs.");

    [GeneratedRegex("""AND|(?<field>\w+):(?<op>>=|<=|>|<)?(?<value>'[^']*'|"[^"]*"|\S+)|\S+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Term();
}
