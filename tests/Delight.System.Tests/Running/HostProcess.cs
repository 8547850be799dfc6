using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using Delight.ObjectMother;

namespace Delight.SystemTests.Running;

/// <summary>One running Delight.Host on a free port, with its log in a file.</summary>
internal sealed partial class HostProcess(IReadOnlyDictionary<string, string> settings, string log) : IRunningHost
{
    /// <summary>The ports from 10,000 to below those of outgoing connections, one half for each of two projects that run side by side.</summary>
    private const int Ports = 11_000;
    private static readonly int LowestPort = 10_000 + (Assembly.GetExecutingAssembly().GetName().Name == "Delight.Dashboard.Tests" ? Ports : 0);
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(5) };
    private static int _lastPort = Random.Shared.Next();
    private Process? _process;
    private Task _copying = Task.CompletedTask;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Of the process that was started last.</summary>
    public int Id => _process!.Id;

    public bool IsRunning => _process is { HasExited: false };

    public Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Delight.Host.dll"), "serve"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(log)!,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        _process = Process.Start(start)!;
        _copying = Task.WhenAll(CopyAsync(_process.StandardOutput, log), CopyAsync(_process.StandardError, log + ".err"));
        return Task.CompletedTask;
    }

    public async Task ReadyAsync()
    {
        await AnswersThatItIsReadyAsync();
        Written.Keep("host.cmdline", await File.ReadAllTextAsync($"/proc/{Id}/cmdline"));
    }

    private Task AnswersThatItIsReadyAsync() => Eventually.BecomesTrueAsync($"{Address} is ready (its log: {Log()})", async () =>
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"Delight.Host ended with exit code {_process.ExitCode}: {Log()}");
        }

        try
        {
            using var answer = await Probe.GetAsync(new Uri(Address, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception early) when (early is HttpRequestException or TaskCanceledException)
        {
            return false; // Not listening yet, or too busy with its start to answer.
        }
    });

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        _ = Kill(_process!.Id, 15);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await KillAsync();
        }

        await _copying;
        _process?.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    private static async Task CopyAsync(StreamReader from, string to)
    {
        await using var file = new StreamWriter(to, append: true) { AutoFlush = true };
        while (await from.ReadLineAsync() is { } line)
        {
            await file.WriteLineAsync(line);
        }
    }

    private string Log() => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(20)) : "";

    /// <summary>A port that no outgoing connection is given by chance, and that no other host of this run is given, also while that one is down.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = LowestPort + (int)((uint)Interlocked.Increment(ref _lastPort) % Ports);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one then.
            }
        }
    }
}
