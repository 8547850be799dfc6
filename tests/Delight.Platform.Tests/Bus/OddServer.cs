using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Delight.Platform.Tests.Bus;

/// <summary>Takes every connection and gives the same answer to whatever is asked, or none at all.</summary>
internal sealed class OddServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];

    /// <param name="body">None: it keeps silent.</param>
    public OddServer(string? body)
    {
        _listener.Start();
        _ = AnswerAsync(body is null ? null : Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    public string Address => $"http://guest:guest@{_listener.LocalEndpoint}";

    public void Dispose()
    {
        _listener.Dispose();
        _clients.ForEach(c => c.Dispose());
    }

    private async Task AnswerAsync(byte[]? answer)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                if (answer is not null)
                {
                    await client.GetStream().WriteAsync(answer);
                }
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }
}
