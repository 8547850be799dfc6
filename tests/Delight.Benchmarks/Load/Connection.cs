using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Delight.Benchmarks.Load;

/// <summary>One keep-alive connection; understands as much of HTTP as the answers of the contenders need.</summary>
internal sealed class Connection(IPEndPoint address) : IDisposable
{
    private readonly byte[] _answer = new byte[16 * 1024];
    private Socket? _socket;

    /// <returns>The status of the answer.</returns>
    public async ValueTask<int> PostAsync(byte[] request, CancellationToken cancellationToken)
    {
        _socket ??= await OpenAsync(cancellationToken);
        await _socket.SendAsync(request, SocketFlags.None, cancellationToken);
        var length = 0;
        var head = -1;
        while (head < 0)
        {
            length += await ReceiveAsync(_socket, length, cancellationToken);
            head = _answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }

        var status = int.Parse(Encoding.ASCII.GetString(_answer, "HTTP/1.1 ".Length, 3));
        if (status != 200)
        {
            Dispose(); // Its body does not matter, and is not read.
            return status;
        }

        for (var rest = head + 4 + ContentLength(head) - length; rest > 0;)
        {
            rest -= await ReceiveAsync(_socket, 0, cancellationToken);
        }

        return status;
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async ValueTask<Socket> OpenAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address, cancellationToken);
        return socket;
    }

    private async ValueTask<int> ReceiveAsync(Socket socket, int from, CancellationToken cancellationToken)
    {
        var read = await socket.ReceiveAsync(_answer.AsMemory(from), SocketFlags.None, cancellationToken);
        return read > 0 ? read : throw new IOException($"{address} closed the connection in the middle of an answer.");
    }

    private int ContentLength(int head)
    {
        var lines = _answer.AsSpan(0, head);
        var at = lines.IndexOf("\r\nContent-Length: "u8);
        if (at < 0)
        {
            throw new IOException($"{address} answered 200 without a Content-Length.");
        }

        var number = lines[(at + "\r\nContent-Length: ".Length)..];
        var end = number.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? number : number[..end]);
    }
}
