namespace Delight.FakeShops;

/// <summary>Who asks, while a document is executed.</summary>
internal sealed class Request
{
    public required ShopState Shop { get; init; }

    /// <summary>Set while a bulk operation asks for its next portion: connections then need no <c>first</c>.</summary>
    public Portion? Bulk { get; init; }

    /// <summary>What mutations are told to answer instead of doing anything.</summary>
    public string? UserError { get; init; }
}

/// <summary>A part of all root objects of a bulk operation.</summary>
internal sealed class Portion
{
    public required int Size { get; init; }
    public string? After { get; set; }
    public bool More { get; set; }
}
