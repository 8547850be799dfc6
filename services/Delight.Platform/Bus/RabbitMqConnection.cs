using Delight.Platform.Settings;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Delight.Platform.Bus;

internal static class RabbitMqConnection
{
    public static void Configure(IRabbitMqBusFactoryConfigurator factory, BusSettings settings, BusSockets? sockets)
    {
        var hosts = settings.Hosts();
        var first = hosts[0];
        var (user, password) = Credentials(first);
        var tls = first.Scheme == "amqps";
        factory.Host(first.Host, (ushort)Port(first), VirtualHost(first), host =>
        {
            host.Username(user);
            host.Password(password);
            host.PublisherConfirmation = true;
            host.OnRefreshConnectionFactory = sockets is null ? null! : sockets.WatchAsync;
            if (tls)
            {
                host.UseSsl(s => s.ServerName = first.Host);
            }

            if (hosts.Count > 1)
            {
                host.UseCluster(cluster =>
                {
                    foreach (var node in hosts)
                    {
                        cluster.Node($"{node.Host}:{Port(node)}");
                    }
                });
            }
        });
    }

    /// <summary>A connection of our own, for what MassTransit has no tool for.</summary>
    /// <param name="recovers">By itself, after the broker was away.</param>
    public static Task<IConnection> OpenAsync(BusSettings settings, string name, CancellationToken cancellationToken, bool recovers = true)
    {
        var hosts = settings.Hosts();
        var (user, password) = Credentials(hosts[0]);
        var factory = new ConnectionFactory
        {
            UserName = user,
            Password = password,
            VirtualHost = VirtualHost(hosts[0]),
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = recovers,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
        };
        return factory.CreateConnectionAsync(hosts.Select(h => new AmqpTcpEndpoint(h.Host, Port(h), new SslOption(h.Host, enabled: h.Scheme == "amqps"))), name, cancellationToken);
    }

    /// <summary>A sentence for operations on why the broker cannot be used; without the password.</summary>
    public static string Explain(BusSettings settings, Exception failure)
    {
        var where = "RabbitMQ at " + string.Join(", ", settings.Hosts().Select(h => $"{h.Host}:{Port(h)}"));
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationFailureException or PossibleAuthenticationFailureException)
            {
                return $"{where} refused the user or password. Correct Delight:Bus:Uri.";
            }

            if (cause is OperationInterruptedException { ShutdownReason.ReplyText: { } text })
            {
                return $"{where}: {text}";
            }
        }

        if (failure is OperationCanceledException or TimeoutException)
        {
            return $"{where} does not answer. It may be starting; if it stays so, one of its queues may have no leader: restart that node.";
        }

        return $"{where} cannot be reached. Start it, or correct Delight:Bus:Uri.";
    }

    /// <summary>A publish that the broker refuses to confirm is one of a queue that for a moment has no leader, or no majority.</summary>
    public static bool IsTransient(Exception failure) => failure is BrokerUnreachableException or AlreadyClosedException
        or RabbitMqConnectionException or OperationInterruptedException or RabbitMQ.Client.Exceptions.PublishException { IsReturn: false };

    private static (string User, string Password) Credentials(Uri uri)
    {
        var parts = uri.UserInfo.Split(':', 2);
        return parts[0].Length == 0 ? ("guest", "guest") : (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }

    private static int Port(Uri uri) => uri.Port > 0 ? uri.Port : uri.Scheme == "amqps" ? 5671 : 5672;

    public static string VirtualHost(Uri uri) => uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : "/";
}
