using System.Diagnostics;

namespace Delight.Benchmarks.Processes;

/// <summary>A RabbitMQ and a PostgreSQL: those named in the environment, or private ones that end with the run.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly string _script;
    private readonly string? _folder;

    private Servers(string script, string? folder, IReadOnlyDictionary<string, string> settings)
    {
        _script = script;
        _folder = folder;
        RabbitMq = new Uri(settings["DELIGHT_RABBITMQ"]);
        Management = new Uri(settings["DELIGHT_RABBITMQ_MANAGEMENT"]);
        Postgres = settings["DELIGHT_POSTGRES"];
    }

    public Uri RabbitMq { get; }

    public Uri Management { get; }

    public string Postgres { get; }

    /// <summary>Nothing for servers that are not ours.</summary>
    public TimeSpan? RabbitMqCpu => Cpu("rabbitmq");

    /// <inheritdoc cref="RabbitMqCpu"/>
    public TimeSpan? PostgresCpu => Cpu("postgres");

    public static async Task<Servers> StartAsync(Programs programs, string folder, CancellationToken cancellationToken)
    {
        var script = Path.Combine(programs.Repository, "deploy", "servers.sh");
        var given = new[] { "DELIGHT_RABBITMQ", "DELIGHT_RABBITMQ_MANAGEMENT", "DELIGHT_POSTGRES" }
            .ToDictionary(n => n, n => Environment.GetEnvironmentVariable(n.Replace("DELIGHT_", "DELIGHT_TEST_", StringComparison.Ordinal)) ?? "");
        if (given.Values.All(v => v.Length > 0))
        {
            return new Servers(script, null, given);
        }

        folder = Path.Combine(folder, "servers");
        await RunAsync(script, ["start", folder], cancellationToken);
        var settings = await RunAsync(script, ["env", folder], cancellationToken);
        return new Servers(script, folder, settings.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1].Trim('\'')));
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await RunAsync(_script, ["stop", _folder], CancellationToken.None);
        }
    }

    private TimeSpan? Cpu(string server) => _folder is null ? null
        : ProcessFigures.CpuWithChildren(int.Parse(File.ReadAllText(Path.Combine(_folder, "pids", server)).Split(' ')[0]));

    private static async Task<string> RunAsync(string script, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var says = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? says : throw new InvalidOperationException($"{script} {arguments[0]} failed, see above.");
    }
}
