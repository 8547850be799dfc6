using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Delight.FakeShops;

/// <summary>A text is no id: the platform refuses what the engine's own rule lets pass, one scalar in the place of another.</summary>
internal sealed class VariablesOfTheRightType : ValidationRuleBase
{
    public static readonly IReadOnlyList<IValidationRule> WithCoreRules = [.. DocumentValidator.CoreRules, new VariablesOfTheRightType()];

    private static readonly INodeVisitor Visitor = new MatchingNodeVisitor<GraphQLOperationDefinition>(enter: null, leave: (operation, context) =>
    {
        foreach (var usage in context.GetRecursiveVariables(operation) ?? [])
        {
            var declared = operation.Variables?.Items.Find(variable => variable.Variable.Name.Value == usage.Node.Name.Value)?.Type;
            if (declared is null || usage.Type?.GetNamedType() is not { } expected || NameOf(declared) == expected.Name)
                continue;
            context.ReportError(new ValidationError(
                context.Document.Source, "5.8.5", $"Variable '${usage.Node.Name.Value}' of type '{Text(declared)}' used in position expecting type '{usage.Type}'.", usage.Node));
        }
    });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    private static string NameOf(GraphQLType type) => Text(type).Trim('[', ']', '!');

    private static string Text(GraphQLType type) => type switch
    {
        GraphQLNonNullType { Type: var inner } => Text(inner) + "!",
        GraphQLListType { Type: var inner } => $"[{Text(inner)}]",
        GraphQLNamedType named => named.Name.StringValue,
        _ => "",
    };
}
