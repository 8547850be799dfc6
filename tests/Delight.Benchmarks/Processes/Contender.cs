using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Delight.Benchmarks.Processes;

/// <summary>A program under test, in a process of its own, so that its processor time and memory are its own.</summary>
internal sealed class Contender : IAsyncDisposable
{
    private const int LinesKept = 30;
    private static readonly TimeSpan MayTake = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Process _process;
    private readonly Queue<string> _says = new();

    private Contender(string name, Process process, IPEndPoint address)
    {
        Name = name;
        Address = address;
        _process = process;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public string Name { get; }

    public IPEndPoint Address { get; }

    public Uri Uri => new($"http://{Address}");

    public TimeSpan Cpu => ProcessFigures.Cpu(_process.Id);

    public long PeakMemory => ProcessFigures.PeakMemory(_process.Id);

    /// <summary>Starts it and returns when it says that it is ready.</summary>
    /// <param name="program">A .NET program's dll.</param>
    /// <param name="settings">Environment variables; no settings of Delight are inherited.</param>
    public static async Task<Contender> StartAsync(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var address = FreeAddress();
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("Delight__", StringComparison.OrdinalIgnoreCase) || k.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = $"http://{address}";
        var contender = new Contender(name, new Process { StartInfo = start }, address);
        contender._process.Start();
        contender._process.BeginOutputReadLine();
        contender._process.BeginErrorReadLine();
        try
        {
            await contender.ReadyAsync(cancellationToken);
            return contender;
        }
        catch
        {
            await contender.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once: nothing of it is needed any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>Why a run cannot go on, with the end of what the program said.</summary>
    public InvalidOperationException Trouble(string sentence)
    {
        lock (_says)
        {
            return new InvalidOperationException($"{Name}: {sentence} It said last:{Environment.NewLine}{string.Join(Environment.NewLine, _says)}");
        }
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Uri };
        var began = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > MayTake)
            {
                throw Trouble(_process.HasExited ? $"ended while starting, with exit code {_process.ExitCode}." : $"is not ready after {MayTake.TotalSeconds:N0} s.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    private static IPEndPoint FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    private void Keep(string? line)
    {
        lock (_says)
        {
            if (line is not null)
            {
                _says.Enqueue(line);
                if (_says.Count > LinesKept)
                {
                    _says.Dequeue();
                }
            }
        }
    }
}
