using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http;

namespace Delight.FakeShops;

/// <summary>The door of the Admin API: who asks, what it costs, what goes wrong, and then what the shop answers.</summary>
internal sealed class GraphqlEndpoint(ShopState shop, Tokens tokens, Bucket bucket, Faults faults, RequestLog log)
{
    private static readonly GraphQLSerializer Json = new();
    private static readonly DocumentExecuter Executer = new();

    public async Task ServeAsync(HttpContext http, string version)
    {
        var ct = http.RequestAborted;
        Posted? posted;
        try
        {
            posted = await JsonSerializer.DeserializeAsync<Posted>(http.Request.Body, JsonSerializerOptions.Web, ct);
        }
        catch (JsonException)
        {
            posted = null;
        }

        if (!tokens.Accepts(http.Request.Headers["X-Shopify-Access-Token"]))
        {
            Note(version, posted, operation: null, cost: 0, "401");
            await FaultyAnswer.WriteAsync(http, new Fault(FaultKind.Unauthorized), shop.Options.Time);
            return;
        }

        if (posted?.Query is not { Length: > 0 } text)
        {
            await FaultyAnswer.Errors(http, StatusCodes.Status400BadRequest, "Required parameter missing or invalid: query");
            return;
        }

        var (document, operation, problem) = Parse(text, posted.OperationName);
        var fault = faults.Take(NameOf(posted, operation));
        if (fault.IsBefore())
        {
            Note(version, posted, operation, cost: 0, fault!.Kind.ToString());
            await FaultyAnswer.WriteAsync(http, fault, shop.Options.Time);
            return;
        }

        var (answer, cost, kind) = problem ?? await AnswerAsync(document!, operation!, posted, fault, ct);
        if (fault is { Kind: FaultKind.CutAfter })
            kind = nameof(FaultKind.CutAfter);
        Note(version, posted, operation, cost, kind);
        if (fault is { Kind: FaultKind.CutAfter })
        {
            http.Abort();
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers["X-Shopify-API-Version"] = shop.Options.ServedVersion ?? version;
        http.Response.Headers["X-Request-Id"] = Guid.NewGuid().ToString();
        await Json.WriteAsync(http.Response.Body, answer, ct);
    }

    private async Task<(object Answer, double Cost, string Kind)> AnswerAsync(
        GraphQLDocument document, GraphQLOperationDefinition operation, Posted posted, Fault? fault, CancellationToken ct)
    {
        var variables = posted.Variables is { ValueKind: JsonValueKind.Object } given ? Json.Deserialize<Inputs>(given.GetRawText())! : Inputs.Empty;
        var cost = new QueryCost(PublishedSchema.Instance, document, variables);
        var requested = cost.Requested(operation);
        if (requested > QueryCost.MostAtOnce)
        {
            return (Refusal($"Query cost is {requested}, which exceeds the single query max cost limit ({QueryCost.MostAtOnce}).", "MAX_COST_EXCEEDED", requested),
                0, "MAX_COST_EXCEEDED");
        }

        switch (fault?.Kind)
        {
            case FaultKind.AccessDenied:
                return (Refusal("Access denied.", "ACCESS_DENIED", requested), 0, nameof(FaultKind.AccessDenied));
            case FaultKind.InternalError:
                return (Refusal($"Internal error. Looks like something went wrong on our end. Request ID: {Guid.NewGuid()}", "INTERNAL_SERVER_ERROR", requested), 0, nameof(FaultKind.InternalError));
            case FaultKind.Throttled:
                return (Refusal("Throttled", "THROTTLED", requested), 0, "THROTTLED");
        }

        if (!bucket.TryTake(requested))
            return (Refusal("Throttled", "THROTTLED", requested), 0, "THROTTLED");

        using var turn = await shop.TurnAsync(ct);
        // What has begun is done to its end, whoever still listens.
        var result = await Executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = PublishedSchema.Instance, Document = document, OperationName = operation.Name?.StringValue, Variables = variables, ThrowOnUnhandledException = true,
            ValidationRules = VariablesOfTheRightType.WithCoreRules,
            Root = new Request { Shop = shop, UserError = fault is { Kind: FaultKind.UserError } ? fault.Message : null },
        });
        if (!result.Executed)
        {
            bucket.GiveBack(requested);
            return (result, 0, "errors");
        }

        var actual = QueryCost.Actual(operation, result.Data);
        bucket.GiveBack(requested - actual);
        result.Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["cost"] = CostOf(requested, actual) };
        return (result, actual, result.Errors is { Count: > 0 } ? "errors" : HasUserErrors(result.Data) ? "userErrors" : "data");
    }

    private static (GraphQLDocument?, GraphQLOperationDefinition?, (object, double, string)?) Parse(string text, string? name)
    {
        try
        {
            var document = new GraphQLDocumentBuilder().Build(text);
            var operations = document.Definitions.OfType<GraphQLOperationDefinition>().Where(o => name is null || o.Name?.Value == name).ToList();
            return operations is [var one] ? (document, one, null)
                : (document, null, (Problem(new ExecutionError(operations.Count == 0 ? $"No operation named \"{name}\"" : "An operation name is required")), 0, "errors"));
        }
        catch (ExecutionError syntax)
        {
            return (null, null, (Problem(syntax), 0, "errors"));
        }
    }

    private static ExecutionResult Problem(ExecutionError error) => new() { Errors = [error] };

    private Dictionary<string, object?> Refusal(string sentence, string code, double requested) => new(StringComparer.Ordinal)
    {
        ["errors"] = new[]
        {
            new { message = sentence, extensions = new { code, documentation = "https://shopify.dev/api/usage/rate-limits" } },
        },
        ["extensions"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["cost"] = CostOf(requested, actual: null) },
    };

    private object CostOf(double requested, double? actual) => new
    {
        requestedQueryCost = requested,
        actualQueryCost = actual,
        throttleStatus = new
        {
            maximumAvailable = shop.Options.MaximumAvailable, currentlyAvailable = Math.Floor(bucket.CurrentlyAvailable), restoreRate = shop.Options.RestoreRate,
        },
    };

    private static bool HasUserErrors(object? data) => data is ObjectExecutionNode { SubFields: { } roots }
        && roots.OfType<ObjectExecutionNode>().Any(root => root.SubFields?.OfType<ArrayExecutionNode>().Any(f => f.Field.Name.Value == "userErrors" && f.Items is { Count: > 0 }) == true);

    private static string? NameOf(Posted posted, GraphQLOperationDefinition? operation) => operation?.Name?.StringValue ?? posted.OperationName;

    private void Note(string version, Posted? posted, GraphQLOperationDefinition? operation, double cost, string answered) => log.Add(new(
        shop.Now, posted is null ? null : NameOf(posted, operation), operation?.Operation is OperationType.Mutation ? "mutation" : "query",
        posted?.Variables?.GetRawText(), cost, answered, version));

    private sealed record Posted(string? Query, string? OperationName, JsonElement? Variables);
}
