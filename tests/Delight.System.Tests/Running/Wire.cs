using System.Net;
using System.Net.Sockets;

namespace Delight.SystemTests.Running;

/// <summary>A wire between the roles and the broker that can be cut and mended.</summary>
internal sealed class Wire(string host, int port) : IAsyncDisposable
{
    private CancellationTokenSource _cut = new();
    private Task _running = Task.CompletedTask;

    public int Port { get; } = HostProcess.FreePort();

    public void Mend()
    {
        _cut = new CancellationTokenSource();
        _running = AcceptAsync(_cut.Token);
    }

    /// <summary>Ends every connection and takes no new one.</summary>
    public async Task CutAsync()
    {
        await _cut.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _cut.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cut)
    {
        using var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ForwardAsync(await listener.AcceptTcpClientAsync(cut), cut));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(TcpClient near, CancellationToken cut)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(host, port, cut);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), cut), far.GetStream().CopyToAsync(near.GetStream(), cut));
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // Cut, or ended by one side: both sides see a closed connection.
            }
        }
    }
}
