using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Delight.FakeShops;

/// <summary>Values that fit an operation's variables. A document can only be looked at to its end with all its variables given.</summary>
internal static class SampleVariables
{
    public static Inputs Of(GraphQLOperationDefinition operation, Schema schema) => new((operation.Variables?.Items ?? [])
        .Where(variable => variable.Type is GraphQLNonNullType && variable.DefaultValue is null)
        .ToDictionary(variable => variable.Variable.Name.StringValue, variable => Of(variable.Type, schema), StringComparer.Ordinal));

    private static object? Of(GraphQLType type, Schema schema) => type switch
    {
        GraphQLNonNullType { Type: var inner } => Of(inner, schema),
        GraphQLListType => Array.Empty<object>(),
        GraphQLNamedType named => Of(schema.AllTypes[named.Name.Value]),
        _ => null,
    };

    private static object? Of(IGraphType? type) => type switch
    {
        NonNullGraphType { ResolvedType: var inner } => Of(inner),
        ListGraphType => Array.Empty<object>(),
        IntGraphType or FloatGraphType => 1,
        BooleanGraphType => true,
        EnumerationGraphType options => options.Values.First().Name,
        IInputObjectGraphType input => input.Fields.Where(field => field.ResolvedType is NonNullGraphType && field.DefaultValue is null)
            .ToDictionary(field => field.Name, field => Of(field.ResolvedType), StringComparer.Ordinal),
        ScalarGraphType => "1",
        _ => null, // Nothing that a variable can be, or unknown: the rules say so.
    };
}
