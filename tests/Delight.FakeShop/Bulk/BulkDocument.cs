using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;

namespace Delight.FakeShops;

/// <summary>What a document must be for a bulk operation, as documented.</summary>
internal static class BulkDocument
{
    private const int MostConnections = 5;
    private const int Deepest = 2;

    /// <summary>Why it is refused; none when it may run.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsOfAsync(string query)
    {
        if (await SchemaCheck.ErrorsOfAsync(query) is { Count: > 0 } errors)
            return errors;

        var operation = new GraphQLDocumentBuilder().Build(query).Definitions.OfType<GraphQLOperationDefinition>().First();
        if (operation.Operation is not OperationType.Query)
            return ["Bulk queries must be queries."];

        // Connections are what has edges or nodes; without them there is nothing to read to its end.
        var found = Connections(operation.SelectionSet, parent: null, depth: 1).ToList();
        return found switch
        {
            [] => ["Bulk queries must contain at least one connection."],
            { Count: > MostConnections } => [$"Bulk queries cannot contain more than {MostConnections} connections."],
            _ when found.Exists(each => each.Depth > Deepest) => [$"Bulk queries cannot contain connections with a nesting depth greater than {Deepest}."],
            _ when found.Exists(each => each.Depth > 1 && !each.ParentHasId) => ["The parent of a nested connection must select the 'id' field."],
            _ => [],
        };
    }

    private static IEnumerable<(int Depth, bool ParentHasId)> Connections(GraphQLSelectionSet? set, GraphQLSelectionSet? parent, int depth)
    {
        foreach (var field in Fields(set))
        {
            var inner = Fields(field.SelectionSet).FirstOrDefault(each => each.Name.Value == "edges" || each.Name.Value == "nodes");
            if (inner is not null)
                yield return (depth, Fields(parent).Any(each => each.Name.Value == "id"));
            var node = inner is null ? field.SelectionSet : inner.Name.Value == "nodes" ? inner.SelectionSet : Fields(inner.SelectionSet).FirstOrDefault(each => each.Name.Value == "node")?.SelectionSet;
            foreach (var deeper in Connections(node, node, inner is null ? depth : depth + 1))
                yield return deeper;
        }
    }

    private static IEnumerable<GraphQLField> Fields(GraphQLSelectionSet? set) =>
        set?.Selections.SelectMany(each => each switch
        {
            GraphQLField field => [field],
            GraphQLInlineFragment fragment => Fields(fragment.SelectionSet),
            _ => [],
        }) ?? [];
}
