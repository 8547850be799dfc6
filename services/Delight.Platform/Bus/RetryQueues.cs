using Delight.Platform.Settings;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Delight.Platform.Bus;

/// <summary>Queues in which messages wait before they return to the queue they came from; made when the first has to wait.</summary>
internal sealed class RetryQueues(IOptions<BusSettings> settings) : IAsyncDisposable
{
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private readonly SemaphoreSlim _gate = new(1);
    private IConnection? _connection;

    public IReadOnlyList<TimeSpan> Retries { get; } = settings.Value.RetriesInForce;

    public static bool IsOne(string queue) => queue.Contains("_wait_", StringComparison.Ordinal);

    public static string NameOf(string queue, TimeSpan wait) => $"{queue}_wait_{wait.TotalSeconds:0}s";

    /// <summary>Returns when the broker has it.</summary>
    public async Task PutAsync(string queue, TimeSpan wait, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var name = NameOf(queue, wait);
        await PublishAsync(name, properties, body, channel => channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-message-ttl"] = (long)wait.TotalMilliseconds,
            ["x-dead-letter-exchange"] = "",
            ["x-dead-letter-routing-key"] = queue,
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
        }, cancellationToken: cancellationToken), cancellationToken);
    }

    /// <summary>At the end of the queue that it came from. Returns when the broker has it.</summary>
    public Task PutBackAsync(string queue, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        PublishAsync(queue, properties, body, _ => Task.CompletedTask, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _gate.Dispose();
    }

    private async Task PublishAsync(string queue, BasicProperties properties, ReadOnlyMemory<byte> body, Func<IChannel, Task> before, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken); // One at a time: what comes here has failed for seconds already.
        try
        {
            if (_connection is not { IsOpen: true })
            {
                await LeaveAsync();
                _connection = await RabbitMqConnection.OpenAsync(settings.Value, "delight retries", cancellationToken, recovers: false);
            }

            await using var channel = await _connection.CreateChannelAsync(Confirmed, cancellationToken);
            await before(channel);
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task LeaveAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }
}
