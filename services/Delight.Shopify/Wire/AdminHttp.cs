namespace Delight.Shopify.Wire;

/// <summary>The HTTP client for shops: follows no redirects, since a POST would come out as a GET, and asks for the shop's address anew now and then.</summary>
internal sealed class AdminHttp : IDisposable
{
    private const int LongestAnswer = 32 * 1024 * 1024; // bytes; a page of orders has less than a tenth of it.
    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(10);
    private readonly HttpClient _http;

    public AdminHttp()
        : this(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectsWithin, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
    }

    internal AdminHttp(HttpMessageHandler handler)
    {
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Delight");
    }

    /// <exception cref="NotSentException"/>
    /// <exception cref="HttpRequestException"/>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw new NotSentException(failure.Message, failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotSentException($"no connection within {ConnectsWithin.TotalSeconds:0} s", failure);
        }
    }

    public void Dispose() => _http.Dispose();
}
