using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;

namespace Delight.FakeShops;

/// <summary>The platform's Admin API as it publishes it. Read once in a process, in about two seconds, and shared by all shops in it.</summary>
public static class PublishedSchema
{
    private const string File = "shared/data/shopify/admin-2026-01.schema.graphql";

    private static readonly Lazy<Schema> Read = new(() => Build(System.IO.File.ReadAllText(
        Path ?? throw new FileNotFoundException($"No ../{File} beside the checkout: the stand-in for the shop needs the published schema there."))));

    /// <summary>Where the schema lies beside the checkout; absent where it is not there.</summary>
    public static string? Path { get; } = Find();

    internal static Schema Instance => Read.Value;

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "Delight.sln")))
                continue;

            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, "..", File));
            return System.IO.File.Exists(path) ? path : null;
        }

        return null;
    }

    private static Schema Build(string text)
    {
        var kinds = GraphQLParser.Parser.Parse(text, new() { Ignore = GraphQLParser.IgnoreOptions.All }).Definitions.OfType<GraphQLTypeDefinition>().ToList();
        var builder = new SchemaBuilder { IgnoreComments = true, RunConfigurations = false };
        foreach (var kind in kinds.Where(k => k is GraphQLInterfaceTypeDefinition or GraphQLUnionTypeDefinition))
            builder.Types.For(kind.Name.StringValue).ResolveType = _ => null!; // Put in by the table of fields.

        var schema = (Schema)builder.Build(text);
        foreach (var kind in kinds.OfType<GraphQLScalarTypeDefinition>())
            schema.RegisterType(new TextScalar(kind.Name.StringValue));

        schema.Initialize();
        FieldTable.Instance.PutInto(schema);
        return schema;
    }
}
