using System.Globalization;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Delight.FakeShops;

/// <summary>What a document costs. Documented: scalars and enums 0, objects 1, connections by their <c>first</c> or <c>last</c>
/// (2 and their nodes), a mutation 10. Amounts of money, edges and page infos cost nothing here, which nobody documents.</summary>
internal sealed class QueryCost(Schema schema, GraphQLDocument document, Inputs variables)
{
    public const int MostAtOnce = 1000;
    private const int Mutation = 10;
    private const int Connection = 2;

    private static readonly HashSet<string> Free = ["MoneyBag", "MoneyV2", "PageInfo", "Attribute"];

    /// <summary>The most that the operation can cost, known before it is executed.</summary>
    public double Requested(GraphQLOperationDefinition operation)
    {
        var cost = operation.Operation is OperationType.Mutation
            ? Fields(operation.SelectionSet).Count() * (double)Mutation
            : Inside(operation.SelectionSet, schema.Query);
        return Math.Min(cost, int.MaxValue);
    }

    /// <summary>What was really answered.</summary>
    public static double Actual(GraphQLOperationDefinition operation, object? data) => (operation.Operation, data) switch
    {
        (_, not ObjectExecutionNode) => 0,
        (OperationType.Mutation, ObjectExecutionNode { SubFields: { } roots }) => roots.Length * Mutation,
        (_, ObjectExecutionNode { SubFields: { } roots }) => roots.Sum(Answered),
        _ => 0,
    };

    private static double Answered(ExecutionNode node) => node switch
    {
        ArrayExecutionNode { Items: { } items } => items.Sum(Answered),
        ObjectExecutionNode { SubFields: { } fields } inner => OwnCost(inner.GraphType?.GetNamedType().Name ?? "") + fields.Sum(Answered),
        _ => 0,
    };

    private static double OwnCost(string kind) =>
        Free.Contains(kind) || kind.EndsWith("Edge", StringComparison.Ordinal) ? 0 : kind.EndsWith("Connection", StringComparison.Ordinal) ? Connection : 1;

    private double Inside(GraphQLSelectionSet? selections, IGraphType? kind)
    {
        if (selections is null || kind is not IComplexGraphType known)
            return 0;

        var cost = 0.0;
        foreach (var (field, on) in FieldsWithKind(selections, known))
        {
            if (on.Fields.Find(field.Name.StringValue)?.ResolvedType?.GetNamedType() is not { } answer || answer is ScalarGraphType)
                continue;
            var inside = Inside(field.SelectionSet, answer);
            cost += answer.Name.EndsWith("Connection", StringComparison.Ordinal) ? Connection + (SizeOf(field) * inside) : OwnCost(answer.Name) + inside;
        }

        return cost;
    }

    private IEnumerable<GraphQLField> Fields(GraphQLSelectionSet selections) => selections.Selections.SelectMany(each => each switch
    {
        GraphQLField field => [field],
        GraphQLInlineFragment fragment => Fields(fragment.SelectionSet),
        GraphQLFragmentSpread spread when Fragment(spread) is { } fragment => Fields(fragment.SelectionSet),
        _ => [],
    });

    // Of several possible kinds the dearest counts; adding them up is never less.
    private IEnumerable<(GraphQLField, IComplexGraphType)> FieldsWithKind(GraphQLSelectionSet selections, IComplexGraphType kind) =>
        selections.Selections.SelectMany(each => each switch
        {
            GraphQLField field => [(field, kind)],
            GraphQLInlineFragment fragment => FieldsWithKind(fragment.SelectionSet, KindOn(fragment.TypeCondition, kind)),
            GraphQLFragmentSpread spread when Fragment(spread) is { } fragment => FieldsWithKind(fragment.SelectionSet, KindOn(fragment.TypeCondition, kind)),
            _ => [],
        });

    private IComplexGraphType KindOn(GraphQLTypeCondition? condition, IComplexGraphType kind) =>
        condition is not null && schema.AllTypes[condition.Type.Name.Value] is IComplexGraphType named ? named : kind;

    private GraphQLFragmentDefinition? Fragment(GraphQLFragmentSpread spread) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(f => f.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    private int SizeOf(GraphQLField field)
    {
        var size = field.Arguments?.FirstOrDefault(a => a.Name.Value == "first" || a.Name.Value == "last")?.Value;
        return size switch
        {
            GraphQLIntValue number => int.Parse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            GraphQLVariable variable when variables.TryGetValue(variable.Name.StringValue, out var given) && given is int number => number,
            _ => 1,
        };
    }
}
