namespace Delight.Shopify.Checks;

/// <summary>What one check found.</summary>
/// <param name="Item">What was looked at, in a word or two.</param>
/// <param name="State"><c>ok</c>, <c>warning</c> or <c>wrong</c>.</param>
/// <param name="Says">What was found, and what to do about it.</param>
internal sealed record Finding(string Item, string State, string Says)
{
    public const string IsWrong = "wrong";

    public static Finding Ok(string item, string says) => new(item, "ok", says);

    public static Finding Warning(string item, string says) => new(item, "warning", says);

    public static Finding Wrong(string item, string says) => new(item, IsWrong, says);
}
