using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Delight.Host.Serving;

/// <summary>What one sender, and all together, may ask of the web server. What the webhook door takes at once has limits of its own.</summary>
internal static class ServerLimits
{
    private const int MostUnread = 32 * 1024;

    public static void Set(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;

        // A sender that dawdles or talks too much is let go; the platform's requests have some 15 headers and come in one piece.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MaxRequestHeaderCount = 60;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));

        // A connection costs some 40 KB while it is used, and holds 32 KB at most of what nobody has read yet. The platform uses
        // a few dozen. One more is closed, the only answer that costs nothing.
        limits.MaxConcurrentConnections = 1024;
        limits.MaxRequestBufferSize = MostUnread;

        // Of HTTP/2, whose connections carry a hundred requests at once. A window is the least that the protocol allows, and no
        // limit to the size of a body: it moves on as the body is read.
        limits.Http2.InitialStreamWindowSize = 64 * 1024;
        limits.Http2.InitialConnectionWindowSize = 64 * 1024;
    }

    /// <summary>The limit above is of what the server has taken from a socket; this is of what the socket's reader takes, 1 MiB otherwise.</summary>
    public static void Set(SocketTransportOptions sockets) => sockets.MaxReadBufferSize = MostUnread;
}
