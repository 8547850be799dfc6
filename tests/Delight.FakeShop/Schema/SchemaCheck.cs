using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Delight.FakeShops;

/// <summary>Whether a document could be sent to the platform: what its published schema says of it, without sending it.</summary>
public static class SchemaCheck
{
    /// <summary>Every reason why the platform would refuse the document, as sentences with their places; none when it is right.
    /// Fields that the platform has deprecated are no reason.</summary>
    /// <param name="document">GraphQL, with one operation or several.</param>
    /// <exception cref="FileNotFoundException">There is no published schema beside the checkout, see <see cref="PublishedSchema.Path"/>.</exception>
    public static async Task<IReadOnlyList<string>> ErrorsOfAsync(string document, CancellationToken ct = default)
    {
        GraphQLDocument parsed;
        try
        {
            parsed = new GraphQLDocumentBuilder().Build(document);
        }
        catch (ExecutionError syntax)
        {
            return [syntax.Message];
        }

        var operations = parsed.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        if (operations.Count == 0)
            return ["The document has no operation."];

        var errors = new List<string>();
        foreach (var operation in operations)
        {
            var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
            {
                Schema = PublishedSchema.Instance, Document = parsed, Operation = operation, Rules = VariablesOfTheRightType.WithCoreRules, Variables = SampleVariables.Of(operation, PublishedSchema.Instance), CancellationToken = ct,
            });
            errors.AddRange(result.Errors.Select(Sentence));
        }

        return [.. errors.Distinct(StringComparer.Ordinal)];
    }

    private static string Sentence(ExecutionError error) =>
        error.Locations is [{ } place, ..] ? $"Line {place.Line}, column {place.Column}: {error.Message}" : error.Message;
}
