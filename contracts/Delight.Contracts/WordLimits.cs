namespace Delight.Contracts;

/// <summary>How much of a shop's and a customer's words <see cref="OrderSeen"/> carries: beyond these nothing gets onto a card, and a row of
/// a store stays small. Lengths in UTF-16 units.</summary>
public static class WordLimits
{
    public const int LongestLocale = 35;
    public const int LongestRequest = 500;
    public const int LongestTag = 100;
    public const int LongestTitle = 100;
    public const int MostTags = 50;
    public const int MostItems = 5;
}
