using System.Net.Sockets;
using RabbitMQ.Client;

namespace Delight.Platform.Bus;

/// <summary>The sockets of one bus. The broker gives what a bus has in hand to another only when its connection has ended,
/// and a client that hangs does not end it.</summary>
internal sealed class BusSockets
{
    private readonly List<Socket> _open = [];
    private bool _left;

    public Task WatchAsync(ConnectionFactory factory)
    {
        factory.SocketFactory = family =>
        {
            var client = ConnectionFactoryBase.DefaultSocketFactory(family);
            lock (_open)
            {
                ObjectDisposedException.ThrowIf(_left, this);
                _open.RemoveAll(s => !s.Connected);
                _open.Add(client.Client);
            }

            return client;
        };
        return Task.CompletedTask;
    }

    /// <summary>A bus that is stopped while it connects again may read its queues afterwards, without anything it needs for the work.</summary>
    public void OpenNoMore()
    {
        lock (_open)
        {
            _left = true;
        }
    }

    public void Close()
    {
        lock (_open)
        {
            _open.ForEach(s => s.Close());
            _open.Clear();
        }
    }
}
