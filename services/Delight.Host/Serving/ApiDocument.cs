using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Delight.Host.Serving;

/// <summary>The OpenAPI document of what a process serves: its title, which calls need a token, and what requests look like.</summary>
internal static class ApiDocument
{
    private const string Scheme = "token";

    public static void AddApiDocument(this IServiceCollection services)
    {
        // A number is a number: otherwise each would be described, and taken, as a text as well.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(Describe);
    }

    private static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Delight", Version = "v1", Description = "Extras and handwritten notes for the parcels of customers who earned them." };
            document.Components ??= new OpenApiComponents();
            document.AddComponent(Scheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of Delight:Api:Tokens." });
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var scopes = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(a => a.Policy).OfType<string>().ToList();
            if (scopes.Count > 0)
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
                operation.Description = $"Needs a token with the scope {string.Join(", ", scopes)}.";
            }

            DocumentedRequests.Complete(operation);

            return Task.CompletedTask;
        });
    }
}
