using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Delight.Host.Serving;

/// <summary>What the OpenAPI document cannot know of a request by itself: a webhook's body is read as it was signed, and what is wrong with a
/// page's question is answered with a sentence, for which the texts are read by hand.</summary>
internal static class DocumentedRequests
{
    private const string MostPerPage = "1000";
    private const string MostFound = "100";
    private static readonly string[] States = ["open", "packed", "all"];

    public static void Complete(OpenApiOperation operation)
    {
        switch (operation.OperationId)
        {
            case "takeWebhook":
                CompleteWebhook(operation);
                break;
            case "listFulfilment":
                Set(operation, "limit", "Parcels on a page.", Number(MostPerPage, 100));
                Set(operation, "customer", "A customer's id, within the shop.", new OpenApiSchema { Type = JsonSchemaType.String });
                Set(operation, "state", "Which parcels.",
                    new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. States.Select(w => JsonValue.Create(w))], Default = "open" });
                break;
            case "listCustomerOrders":
                Set(operation, "limit", "Orders on a page.", Number(MostPerPage, 100));
                break;
            case "findOrders":
                Set(operation, "find", "An order's name or id, or a customer's id.", new OpenApiSchema { Type = JsonSchemaType.String });
                Set(operation, "limit", "Orders at most.", Number(MostFound, 20));
                break;
            case "findLines":
                Set(operation, "find", "A sku, or words that all stand in a note or a title.", new OpenApiSchema { Type = JsonSchemaType.String });
                Set(operation, "limit", "Lines at most.", Number(MostFound, 20));
                break;
            case "countRuleHits":
                Set(operation, "days", "Days of orders, up to and including today.", Number("366", 30));
                break;
        }
    }

    private static void CompleteWebhook(OpenApiOperation operation)
    {
        operation.Parameters =
        [
            Header("X-Shopify-Hmac-Sha256", "The HMAC-SHA256 of the body as it is sent, with a secret of the shop's, in base64."),
            Header("X-Shopify-Shop-Domain", "The shop's permanent domain, such as my-shop.myshopify.com."),
            Header("X-Shopify-Topic", "Such as orders/paid."),
        ];
        operation.RequestBody = new OpenApiRequestBody
        {
            Description = "What the platform sends for the topic, 5 MiB at most.",
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
        };
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiSchema Number(string most, int otherwise) => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = most, Default = otherwise };

    private static void Set(OpenApiOperation operation, string name, string description, OpenApiSchema schema)
    {
        if (operation.Parameters?.SingleOrDefault(p => p.Name == name) is OpenApiParameter parameter)
        {
            (parameter.Description, parameter.Schema) = (description, schema);
        }
    }
}
