using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Delight.Shopify.Wire;

namespace Delight.Shopify.ShopifySharp;

/// <summary>An HTTP client for each address. GraphService always asks https at the shop's domain; what is configured goes before that.</summary>
internal sealed class ShopClients : IDisposable
{
    private const int LongestAnswer = 32 * 1024 * 1024; // bytes
    private readonly ConcurrentDictionary<Uri, HttpClient> _clients = new();

    private readonly SocketsHttpHandler _sockets = new()
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    public HttpClient Of(Uri address) => _clients.GetOrAdd(address, a => new HttpClient(new At(a, _sockets), disposeHandler: false)
    {
        Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer,
    });

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _sockets.Dispose();
    }

    private sealed class At(Uri address, HttpMessageHandler sockets) : DelegatingHandler(sockets)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                answer.Content.Headers.ContentType ??= new MediaTypeHeaderValue("text/plain"); // GraphService cannot do without one.
                return answer;
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
            {
                throw new NotSentException(failure.Message, failure);
            }
        }
    }
}
