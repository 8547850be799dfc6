namespace Delight.Shopify.Pace;

/// <summary>The shop's bucket of points, as <c>extensions.cost.throttleStatus</c> tells it.</summary>
/// <param name="Rate">Points that flow in each second.</param>
internal sealed record ThrottleStatus(double Maximum, double Available, double Rate);

/// <summary>What an answer tells of its own cost (<c>extensions.cost</c>).</summary>
/// <param name="Requested">Points that had to be there; what was not used is given back.</param>
/// <param name="Actual">None where it was throttled.</param>
internal sealed record ToldCost(double Requested, double? Actual, ThrottleStatus? Status);
