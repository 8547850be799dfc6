using System.Globalization;
using GraphQL;

namespace Delight.FakeShops;

/// <summary>One field of a document under execution: what stands before it, its arguments, and the shop it is asked of.</summary>
internal readonly struct Asked(IResolveFieldContext context)
{
    public object? Source => context.Source;
    public Request Request => (Request)context.RootValue!;
    public ShopState Shop => Request.Shop;

    public string? Text(string name) => Value(name) as string;

    public int? Number(string name) => Value(name) is { } value ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    public bool Flag(string name) => Value(name) is true;

    /// <summary>Told and false, which is not the same as not told.</summary>
    public bool Denies(string name) => Value(name) is false;

    public IReadOnlyList<string>? Texts(string name) => (Value(name) as IEnumerable<object?>)?.Select(v => (string)v!).ToList();

    public Given Given(string name) => new(Value(name) as IDictionary<string, object?> ?? new Dictionary<string, object?>());

    public IReadOnlyList<Given> AllGiven(string name) =>
        (Value(name) as IEnumerable<object?>)?.Select(v => new Given((IDictionary<string, object?>)v!)).ToList() ?? [];

    private object? Value(string name) => context.Arguments is { } arguments && arguments.TryGetValue(name, out var argument) ? argument.Value : null;
}

/// <summary>An input object: what is absent and what is null are told apart.</summary>
internal readonly struct Given(IDictionary<string, object?> fields)
{
    public bool Has(string name) => fields.ContainsKey(name);

    public string? Text(string name) => fields.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : value as string : null;

    public decimal? Amount(string name) =>
        fields.TryGetValue(name, out var value) && value is not null ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : null;

    public IReadOnlyList<string>? Texts(string name) =>
        fields.TryGetValue(name, out var value) ? (value as IEnumerable<object?>)?.Select(v => (string)v!).ToList() : null;

    public Given? Inner(string name) => fields.TryGetValue(name, out var value) && value is IDictionary<string, object?> inner ? new Given(inner) : null;
}
