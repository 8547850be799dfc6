using System.Collections.Concurrent;
using System.Diagnostics;
using Delight.ObjectMother;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests.Faults;

/// <summary>A RabbitMQ and a PostgreSQL that nobody else uses, so that they may be stopped and killed.</summary>
internal sealed class OwnServers : IAsyncDisposable
{
    public const string RabbitMq = "rabbitmq", SecondNode = "rabbitmq2", Postgres = "postgres";
    private const int MostStarts = 4;
    private static readonly string Script = Repository.File("deploy/servers.sh");
    private static readonly ConcurrentDictionary<string, Lazy<Task<OwnServers>>> Started = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"delight-chaos-{Guid.NewGuid():N}");

    private readonly int _nodes;

    private OwnServers(int nodes) => _nodes = nodes;

    public ServerAddresses Addresses { get; private set; } = null!;

    /// <summary>Those of the class of the test that runs: started when first wanted, ended with the run.</summary>
    public static Task<OwnServers> GetAsync() => Started.GetOrAdd(TestContext.CurrentContext.Test.ClassName!, _ => new(() => StartAsync(nodes: 1))).Value;

    /// <summary>RabbitMQ as a cluster, for one test. The management address is that of its last node.</summary>
    public static Task<OwnServers> StartClusterAsync(int nodes) => StartAsync(nodes);

    /// <summary>What a start that failed left behind is away already.</summary>
    public static async Task EndAsync()
    {
        foreach (var servers in Started.Values.Where(s => s.Value.IsCompletedSuccessfully))
        {
            await (await servers.Value).DisposeAsync();
        }
    }

    private static async Task<OwnServers> StartAsync(int nodes)
    {
        var servers = new OwnServers(nodes);
        try
        {
            await servers.StartAllAsync();
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop");
        foreach (var log in Directory.GetFiles(Path.Combine(_folder, "logs")))
        {
            Written.Keep(Path.GetFileName(log), await File.ReadAllTextAsync(log));
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Returns when it takes connections.</summary>
    public async Task StartAsync(string server)
    {
        await RunAsync("start", server);
        for (var more = MostStarts; more > 0 && server == RabbitMq && _nodes == 1 && !await EveryQueueHasALeaderAsync(); more--)
        {
            // RabbitMQ 3.10 may come up after a SIGKILL with a queue that never finds a leader, also the next time. Nobody can use it; an administrator
            // starts the node again.
            TestContext.Out.WriteLine("RabbitMQ came up with a queue without a leader, and is started once more.");
            await RunAsync("stop", server);
            await RunAsync("start", server);
        }
    }

    private async Task<bool> EveryQueueHasALeaderAsync()
    {
        const string EachAnswers = "lists:all(fun({Name, _}) -> element(1, ra:members({Name, node()}, 2000)) =:= ok end, ra_directory:list_registered(quorum_queues)).";
        for (var look = 0; look < 5; look++)
        {
            if ((await RunAsync("rabbitmqctl", RabbitMq, "eval", EachAnswers)).Trim() == "true")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As an administrator does.</summary>
    public Task StopAsync(string server) => RunAsync("stop", server);

    /// <summary>SIGKILL.</summary>
    public Task KillAsync(string server) => RunAsync("kill", server);

    /// <summary>The broker believes that it has no memory left, and takes nothing from whoever publishes.</summary>
    public Task RaiseMemoryAlarmAsync() => RunAsync("rabbitmqctl", RabbitMq, "set_vm_memory_high_watermark", "0");

    /// <summary>RabbitMQ's own setting.</summary>
    public Task EndMemoryAlarmAsync() => RunAsync("rabbitmqctl", RabbitMq, "set_vm_memory_high_watermark", "0.4");

    private async Task StartAllAsync()
    {
        await RunAsync("start");
        var settings = (await RunAsync("env")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1].Trim('\''));
        Addresses = new ServerAddresses(settings["DELIGHT_RABBITMQ"], settings["DELIGHT_RABBITMQ_MANAGEMENT"], settings["DELIGHT_POSTGRES"]);
    }

    private async Task<string> RunAsync(string verb, params string[] more)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Script, verb, _folder, .. more])
        {
            Environment = { ["DELIGHT_RABBITMQ_NODES"] = $"{_nodes}" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said[0] : throw new InvalidOperationException($"servers.sh {verb} {string.Join(' ', more)}: {said[1]}");
    }
}
