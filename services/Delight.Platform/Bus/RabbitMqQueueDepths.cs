using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Contracts;
using Delight.Platform.Settings;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Delight.Platform.Bus;

/// <summary>Depths from the broker itself (exact), and what is unacknowledged from its management address (some seconds old).</summary>
internal sealed class RabbitMqQueueDepths(IOptions<BusSettings> settings, Topology topology) : IQueueDepths, IAsyncDisposable
{
    private readonly HttpClient? _management = Management(settings.Value.ManagementUri);
    private readonly SemaphoreSlim _gate = new(1);
    private IConnection? _connection;

    public async Task<IReadOnlyList<QueueDepth>> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _connection ??= await RabbitMqConnection.OpenAsync(settings.Value, "delight queue depths", cancellationToken);
            var managed = await ManagedAsync(cancellationToken);
            var orphans = managed.Keys.Where(n => Queues.IsRules(n)
                && !RetryQueues.IsOne(n) && !n.EndsWith("_error", StringComparison.Ordinal) && !n.EndsWith("_skipped", StringComparison.Ordinal)
                && !topology.Queues.Contains(n)).Order(StringComparer.Ordinal);
            var depths = new List<QueueDepth>();
            foreach (var queue in topology.Queues.Concat(orphans))
            {
                var (ready, consumers) = await DeclaredAsync(queue, cancellationToken) ?? (0, 0);
                var (errors, _) = await DeclaredAsync(queue + "_error", cancellationToken) ?? (0, 0);
                depths.Add(new QueueDepth(queue, ready, managed.GetValueOrDefault(queue)?.Unacknowledged, consumers, errors, !topology.Queues.Contains(queue), managed.GetValueOrDefault(queue)?.Done?.Acknowledged));
            }

            return depths;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<bool> AnyHoldsAsync(IReadOnlyCollection<string> queues, bool evenInWork, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _connection ??= await RabbitMqConnection.OpenAsync(settings.Value, "delight queue depths", cancellationToken);
            foreach (var queue in queues)
            {
                if (await DeclaredAsync(queue, cancellationToken) is { Ready: > 0 })
                {
                    return true;
                }
            }

            var managed = evenInWork ? await ManagedAsync(cancellationToken) : [];
            return queues.Any(q => managed.GetValueOrDefault(q) is { Unacknowledged: > 0 });
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _management?.Dispose();
        _gate.Dispose();
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private async Task<(long Ready, long Consumers)?> DeclaredAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await _connection!.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            var declared = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return (declared.MessageCount, declared.ConsumerCount);
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == 404)
        {
            return null;
        }
    }

    private async Task<Dictionary<string, Managed>> ManagedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var queues = _management is null ? null
                : await _management.GetFromJsonAsync<Managed[]>($"api/queues/{Uri.EscapeDataString(RabbitMqConnection.VirtualHost(settings.Value.Hosts()[0]))}?columns=name,messages_unacknowledged,message_stats.ack", cancellationToken);
            return (queues ?? []).DistinctBy(q => q.Name).ToDictionary(q => q.Name);
        }
        catch (Exception absent) when (absent is HttpRequestException or JsonException || (absent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Optional: the depths that matter come from the broker itself.
            return [];
        }
    }

    private static HttpClient? Management(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return null;
        }

        var uri = new Uri(address.TrimEnd('/') + "/");
        var client = new HttpClient { BaseAddress = new UriBuilder(uri) { UserName = "", Password = "" }.Uri, Timeout = TimeSpan.FromSeconds(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo))));
        return client;
    }

    private sealed record Managed
    {
        [JsonPropertyName("name")]
        public string Name { get; init; } = "";

        [JsonPropertyName("messages_unacknowledged")]
        public long Unacknowledged { get; init; }

        /// <summary>Absent until something was.</summary>
        [JsonPropertyName("message_stats")]
        public Statistics? Done { get; init; }
    }

    private sealed record Statistics
    {
        [JsonPropertyName("ack")]
        public long Acknowledged { get; init; }
    }
}
