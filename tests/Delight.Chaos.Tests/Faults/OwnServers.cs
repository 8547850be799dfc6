using System.Diagnostics;
using Delight.ObjectMother;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests.Faults;

/// <summary>A RabbitMQ and a PostgreSQL that nobody else uses, so that they may be stopped and killed. Started when first wanted, ended with the run.</summary>
internal sealed class OwnServers
{
    public const string RabbitMq = "rabbitmq", Postgres = "postgres";
    private static readonly string Script = Repository.File("deploy/servers.sh");
    private static OwnServers? _only;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"delight-chaos-{Guid.NewGuid():N}");

    private OwnServers()
    {
    }

    public ServerAddresses Addresses { get; private set; } = null!;

    public static async Task<OwnServers> GetAsync()
    {
        if (_only is null)
        {
            _only = new OwnServers();
            await _only.RunAsync("start");
            var settings = (await _only.RunAsync("env")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1].Trim('\''));
            _only.Addresses = new ServerAddresses(settings["DELIGHT_RABBITMQ"], settings["DELIGHT_RABBITMQ_MANAGEMENT"], settings["DELIGHT_POSTGRES"]);
        }

        return _only;
    }

    /// <summary>Also after a start that failed.</summary>
    public static async Task EndAsync()
    {
        if (_only is { } started)
        {
            await started.RunAsync("stop");
            Directory.Delete(started._folder, recursive: true);
        }
    }

    /// <summary>Returns when it takes connections.</summary>
    public Task StartAsync(string server) => RunAsync("start", server);

    /// <summary>As an administrator does.</summary>
    public Task StopAsync(string server) => RunAsync("stop", server);

    /// <summary>SIGKILL.</summary>
    public Task KillAsync(string server) => RunAsync("kill", server);

    private async Task<string> RunAsync(string verb, string? server = null)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Script, verb, _folder, .. server is null ? Array.Empty<string>() : [server]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said[0] : throw new InvalidOperationException($"servers.sh {verb} {server}: {said[1]}");
    }
}
