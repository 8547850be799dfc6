using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Platform.Access;

/// <summary>Calls the API of this process without a network in between. What a page shows and does in somebody's name thereby passes the same
/// scopes, shops and checks as the call of any program, and whatever a page can do, a program can.</summary>
public sealed class ApiInProcess(IServiceScopeFactory scopes) : HttpMessageHandler
{
    /// <summary>In whose name; its claims are those of <see cref="Access.Caller"/>.</summary>
    public static readonly HttpRequestOptionsKey<ClaimsPrincipal> Caller = new("Delight.Caller");
    private RequestDelegate? _pipeline;

    /// <summary>To stand before everything that an answer passes through.</summary>
    public static void Serve(IApplicationBuilder app) => app.Use(next =>
    {
        app.ApplicationServices.GetRequiredService<ApiInProcess>()._pipeline = next;
        return next;
    });

    /// <summary>Lets the API answer in another's place, status and headers and all, as it writes.</summary>
    public async Task AnswerAsync(HttpRequestMessage request, HttpContext instead, CancellationToken cancellationToken)
    {
        var features = await FeaturesAsync(request, cancellationToken);
        features.Set(instead.Features.GetRequiredFeature<IHttpResponseFeature>());
        features.Set(instead.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        await RunAsync(request, features, cancellationToken);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await using var body = new MemoryStream();
        var features = await FeaturesAsync(request, cancellationToken);
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        var http = await RunAsync(request, features, cancellationToken);
        await http.Response.CompleteAsync();
        var answer = new HttpResponseMessage((System.Net.HttpStatusCode)http.Response.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(body.ToArray()) };
        foreach (var (name, values) in http.Response.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return answer;
    }

    private async Task<HttpContext> RunAsync(HttpRequestMessage request, FeatureCollection features, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var http = new DefaultHttpContext(features) { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        if (request.Options.TryGetValue(Caller, out var caller))
        {
            http.User = caller;
        }

        await _pipeline!(http);
        return http;
    }

    private static async Task<FeatureCollection> FeaturesAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var asked = new HttpRequestFeature
        {
            Method = request.Method.Method, Scheme = address.Scheme, Protocol = HttpProtocol.Http11,
            Path = PathString.FromUriComponent(address).Value ?? "/", QueryString = address.Query, RawTarget = address.PathAndQuery,
        };
        asked.Headers.Host = address.Authority;
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            asked.Headers[name] = values.ToArray();
        }

        if (request.Content is not null)
        {
            asked.Headers.ContentLength = request.Content.Headers.ContentLength;
            asked.Body = await request.Content.ReadAsStreamAsync(cancellationToken);
        }

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(asked);
        features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(request.Content is not null));
        features.Set<IHttpMaxRequestBodySizeFeature>(new BodySize());
        return features;
    }

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;

    private sealed class BodySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }
}
