namespace Delight.FakeShops;

/// <summary>An object of the schema whose fields are written down where it is made, such as what a mutation answers.</summary>
/// <param name="kind">The schema's name of it; needed only where several may stand.</param>
internal sealed class Answer(string? kind = null) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    public string? Kind { get; } = kind;
}
