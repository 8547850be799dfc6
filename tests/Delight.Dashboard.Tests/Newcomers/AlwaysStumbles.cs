using Delight.Contracts;
using Delight.Rules;

namespace Delight.Dashboard.Tests.Newcomers;

/// <summary>A rule with a bug that shows on every order.</summary>
public sealed class AlwaysStumbles : Rule<OrderRanked>
{
    public override Decision Decide(OrderRanked happened) => throw new InvalidOperationException("a bug in a rule");
}
