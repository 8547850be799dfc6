using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Delight.ChaosTests.Overload;

/// <summary>One keep-alive connection of the flood; understands as much of HTTP as the door's answers need.</summary>
internal sealed class FloodConnection(Uri door, FloodAnswers answers) : IDisposable
{
    private readonly byte[] _answer = new byte[4096];
    private Socket? _socket;

    /// <summary>Posts, whether or not an earlier post was taken.</summary>
    /// <returns>The status; 0 when the connection ended without one.</returns>
    public async Task<int> PostAsync(byte[] request)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            _socket ??= await OpenAsync();
            var sending = SendAsync(_socket, request);
            var (status, head) = await AnswerAsync(_socket);
            answers.Add(status, head.Contains("\r\nRetry-After: ", StringComparison.OrdinalIgnoreCase), clock.Elapsed);
            await sending; // A refusal comes before all was sent.
            return status;
        }
        catch (Exception ended) when (ended is SocketException or IOException)
        {
            Dispose();
            answers.Add(0, hasRetryAfter: false, clock.Elapsed);
            return 0;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket> OpenAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(door.Host, door.Port);
        return socket;
    }

    private static async Task SendAsync(Socket socket, byte[] request)
    {
        for (ReadOnlyMemory<byte> rest = request; rest.Length > 0;)
        {
            rest = rest[await socket.SendAsync(rest)..];
        }
    }

    private async Task<(int Status, string Head)> AnswerAsync(Socket socket)
    {
        var length = 0;
        var head = -1;
        while (head < 0)
        {
            length += await ReceiveAsync(socket, length);
            head = _answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }

        var lines = Encoding.ASCII.GetString(_answer, 0, head + 2);
        await SkipBodyAsync(socket, lines, length - head - 4);
        return (int.Parse(lines.AsSpan("HTTP/1.1 ".Length, 3)), lines);
    }

    /// <summary>Announced, or in one or more chunks of which the last is empty.</summary>
    private async Task SkipBodyAsync(Socket socket, string head, int already)
    {
        const string Announced = "\r\nContent-Length: ";
        var at = head.IndexOf(Announced, StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            var from = at + Announced.Length;
            for (var rest = int.Parse(head.AsSpan(from, head.IndexOf('\r', from) - from)) - already; rest > 0;)
            {
                rest -= await ReceiveAsync(socket, 0);
            }

            return;
        }

        var length = head.Length + 2 + already;
        while (!_answer.AsSpan(0, length).EndsWith("0\r\n\r\n"u8))
        {
            length += await ReceiveAsync(socket, length);
        }
    }

    private async Task<int> ReceiveAsync(Socket socket, int from)
    {
        var read = await socket.ReceiveAsync(_answer.AsMemory(from));
        return read > 0 ? read : throw new IOException("The connection ended.");
    }
}
