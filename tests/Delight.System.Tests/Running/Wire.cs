using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Delight.SystemTests.Running;

/// <summary>A wire between the roles and the broker that can be cut and mended, or do worse.</summary>
internal sealed class Wire(string host, int port) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, bool> _ends = new();
    private CancellationTokenSource _cut = new();
    private TaskCompletionSource _flows = Flowing();
    private volatile bool _halves;
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

    /// <summary>Connections stay, and nothing passes any more.</summary>
    public void Stall() => _flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back passes, and what comes after it.</summary>
    public void Flow()
    {
        var stalled = _flows;
        _flows = Flowing();
        stalled.TrySetResult();
    }

    /// <summary>Every connection ends with a reset, as if the other side had crashed.</summary>
    public void Reset()
    {
        foreach (var end in _ends.Keys)
        {
            try
            {
                end.LingerState = new LingerOption(enable: true, seconds: 0);
                end.Close();
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException or NullReferenceException)
            {
                // Ended by itself in the same moment: its client has no socket any more.
            }
        }
    }

    /// <summary>Each connection delivers half of what it is next given, and ends.</summary>
    /// <param name="halves">Until it is told otherwise.</param>
    public void Halve(bool halves) => _halves = halves;

    public async ValueTask DisposeAsync()
    {
        Flow();
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
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(host, port, cut);
                _ends[near] = _ends[far] = true;
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(cut);
                await Task.WhenAny(PassAsync(near, far, ended.Token), PassAsync(far, near, ended.Token));
                await ended.CancelAsync();
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut, or ended by one side: both sides see a closed connection.
            }
            finally
            {
                _ends.TryRemove(near, out _);
                _ends.TryRemove(far, out _);
            }
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, CancellationToken ended)
    {
        var (source, target) = (from.GetStream(), to.GetStream());
        var buffer = new byte[16 * 1024];
        while (await source.ReadAsync(buffer, ended) is var read and > 0)
        {
            await _flows.Task.WaitAsync(ended);
            var half = _halves;
            await target.WriteAsync(buffer.AsMemory(0, half ? read / 2 : read), ended);
            if (half)
            {
                return;
            }
        }
    }

    private static TaskCompletionSource Flowing()
    {
        var flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        flowing.SetResult();
        return flowing;
    }
}
