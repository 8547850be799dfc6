using System.Text;
using System.Text.Json;
using Delight.Shopify.Wire;
using global::ShopifySharp;
using global::ShopifySharp.Credentials;
using global::ShopifySharp.Services.Graph;

namespace Delight.Shopify.ShopifySharp;

/// <summary>By ShopifySharp's GraphService. What it throws is an answer again: GraphService tells of an error what it is called and what it
/// says, but not what is left in the bucket, so that a throttled shop is taken to be empty.</summary>
internal sealed class ShopifySharpWire : IAdminWire, IDisposable
{
    /// <summary>One attempt and no waiting, whatever anybody has made the default of this process.</summary>
    private static readonly DefaultRequestExecutionPolicy Once = new();

    private readonly ShopClients _clients = new();

    public async Task<WireAnswer> PostAsync(WireQuestion question, CancellationToken cancellationToken)
    {
        var service = new GraphService(new ShopifyApiCredentials(question.Shop, question.Token), question.ApiVersion);
        service.SetExecutionPolicy(Once);
        service.SetHttpClient(_clients.Of(question.Address));
        try
        {
            using var result = await service.PostAsync(Request(question), cancellationToken);
            return Answer(200, result.Json.GetRawText());
        }
        catch (ShopifyRateLimitException refused)
        {
            return Answer((int)refused.HttpStatusCode, refused.RawBody, refused.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        }
        catch (ShopifyHttpException refused)
        {
            return Answer((int)refused.HttpStatusCode, refused.RawBody);
        }
        catch (ShopifyGraphErrorsException refused)
        {
            return Answer(200, Errors(refused.GraphErrors));
        }
        catch (ShopifyJsonParseException)
        {
            return Answer(200, ""); // What breaks off, or is none.
        }
    }

    public void Dispose() => _clients.Dispose();

    private static GraphRequest Request(WireQuestion question) => new()
    {
        Query = question.Document,
        Variables = question.Variables.EnumerateObject().ToDictionary(v => v.Name, v => (object)v.Value, StringComparer.Ordinal),
        UserErrorHandling = GraphRequestUserErrorHandling.DoNotThrow, // They are part of the answer.
    };

    private static string Errors(IEnumerable<GraphError> errors) => JsonSerializer.Serialize(
        new { errors = errors.Select(e => new { message = e.Message, extensions = new { code = e.Extensions?.Code ?? "" } }) });

    private static WireAnswer Answer(int status, string? body, TimeSpan? retryAfter = null) =>
        new() { Status = status, Body = Encoding.UTF8.GetBytes(body ?? ""), RetryAfter = retryAfter };
}
