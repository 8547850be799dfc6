namespace Delight.Rules;

/// <summary>A chair is kept empty for the customer, and whoever writes a rule answers to it. Every rule of this project does; <c>rules</c>
/// and the API show the answers.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EmptyChairAttribute : Attribute
{
    /// <summary>It fits our customers' values because …</summary>
    public required string FitsBecause { get; init; }

    /// <summary>A typical customer would say …</summary>
    public required string CustomerWouldSay { get; init; }

    /// <summary>Our motive is …</summary>
    public required string MotiveIs { get; init; }
}

/// <summary>A rule that gives nothing until <c>Delight:Rules:On</c> names it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OffByDefaultAttribute : Attribute;
