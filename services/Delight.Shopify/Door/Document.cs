using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Delight.Shopify.Door;

/// <summary>A GraphQL document, kept in a <c>.graphql</c> file of the folder Documents, and what its <c>data</c> reads as.</summary>
internal sealed class Document<T>
    where T : class
{
    /// <summary>What a mutation costs unless the platform says otherwise.</summary>
    private const double OfMutation = 10;

    private Document(string name, JsonSerializerContext json)
    {
        (Name, Text) = (name, GraphQlFile.Read(name));
        Type = (JsonTypeInfo<T>)PlatformJson.With(json).GetTypeInfo(typeof(T));
    }

    /// <summary>The file's, without its ending.</summary>
    public string Name { get; }

    public string Text { get; }

    public JsonTypeInfo<T> Type { get; }

    /// <summary>Asked twice, it has no other effect than asked once: so it is for a query, and for a mutation that says so itself
    /// (<c>tagsAdd</c>, a metafield with <c>compareDigest: null</c>).</summary>
    public bool MayBeRepeated { get; init; }

    /// <summary>In points, until the first answer has told.</summary>
    public double FirstCost { get; init; } = OfMutation;

    /// <param name="json">Knows the answer and the variables.</param>
    public static Document<T> Query(string name, JsonSerializerContext json, double firstCost) => new(name, json) { MayBeRepeated = true, FirstCost = firstCost };

    public static Document<T> Mutation(string name, JsonSerializerContext json, bool mayBeRepeated) => new(name, json) { MayBeRepeated = mayBeRepeated };

    /// <exception cref="NotSupportedException">The document's JSON context does not know the type of the variables: add it there.</exception>
    public JsonElement Write(object? variables) =>
        variables is null ? PlatformJson.Nothing
            : JsonSerializer.SerializeToElement(variables, Type.Options.GetTypeInfo(variables.GetType()));
}
