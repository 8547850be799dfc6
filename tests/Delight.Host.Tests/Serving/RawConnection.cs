using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>Bytes to the server and back, with nothing between that would put them right.</summary>
internal sealed partial class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawConnection> OpenAsync(Started server)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port).WaitAsync(Limit.Patience);
        return connection;
    }

    public async Task WriteAsync(byte[] bytes)
    {
        for (ReadOnlyMemory<byte> rest = bytes; rest.Length > 0;)
        {
            rest = rest[await _socket.SendAsync(rest)..];
        }
    }

    /// <summary>Nothing more comes from here; what the server says is still read.</summary>
    public void EndWriting() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The other side sees a reset instead of an orderly end.</summary>
    public void Reset() => _socket.LingerState = new LingerOption(enable: true, seconds: 0);

    /// <summary>The status of each answer, until the server ends the connection.</summary>
    public async Task<int[]> StatusesAsync() =>
        [.. StatusLine.Matches(Encoding.Latin1.GetString(await ReadToEndAsync())).Select(m => int.Parse(m.Groups["status"].Value))];

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ReadToEndAsync()
    {
        var answers = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory()).AsTask().WaitAsync(Limit.Patience) is var read and > 0)
            {
                answers.Write(buffer, 0, read);
            }
        }
        catch (SocketException ended) when (ended.SocketErrorCode == SocketError.ConnectionReset)
        {
            // The server was still being written to when it ended the connection.
        }

        return answers.ToArray();
    }

    [GeneratedRegex(@"HTTP/1\.1 (?<status>\d{3}) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatusLine { get; }
}
