using System.Diagnostics;
using Delight.ObjectMother;

namespace Delight.Host.Tests;

/// <summary>The program as it is built, started from a folder of its own, on a free port and with files of its own.</summary>
internal sealed class BuiltProgram : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _output = [];
    private readonly Process _process;
    private readonly Task<string> _error;

    private BuiltProgram(string[] args, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Delight.Host.dll"), .. args])
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Prepend(("ASPNETCORE_URLS", "http://127.0.0.1:0")).Prepend(("Delight__Spool__Path", _folder.Path))
            .Prepend(("Delight__Store__ConnectionString", $"Data Source={_folder.File("delight.db")}")))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args, params (string Name, string Value)[] environment)
    {
        await using var program = new BuiltProgram(args, environment);
        return await program.EndAsync();
    }

    /// <summary>And what it then does is looked at from outside.</summary>
    public static BuiltProgram Start(string[] args, params (string Name, string Value)[] environment) => new(args, environment);

    /// <summary>Until it listens.</summary>
    /// <returns>The program, and where it listens.</returns>
    public static async Task<(BuiltProgram Program, Uri Address)> ServeAsync(params (string Name, string Value)[] environment)
    {
        const string Listens = "Now listening on: ";
        var program = new BuiltProgram(["serve"], environment);
        while (await program.LineAsync() is { } line)
        {
            if (line.Split(Listens) is [_, var address])
            {
                return (program, new Uri(address));
            }
        }

        var (_, output, error) = await program.EndAsync();
        await program.DisposeAsync();
        throw new InvalidOperationException($"It ended before it listened: {output} {error}");
    }

    /// <summary>Until it has written this.</summary>
    /// <returns>What follows on the same line.</returns>
    public async Task<string> SaysAsync(string beginning)
    {
        while (await LineAsync() is { } line)
        {
            if (line.Split(beginning) is [_, var rest])
            {
                return rest;
            }
        }

        throw new InvalidOperationException($"It ended and never said \"{beginning}\".");
    }

    /// <summary>SIGTERM.</summary>
    public async Task<(int ExitCode, string Output, string Error)> StopAsync()
    {
        using var kill = Process.Start("kill", [$"-{Terminate}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    private async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        while (await LineAsync() is not null)
        {
            // Kept; whoever does not read it would hold it up.
        }

        var error = await _error.WaitAsync(Limit.Patience);
        await _process.WaitForExitAsync().WaitAsync(Limit.Patience);
        var output = string.Join('\n', _output);
        Written.Keep("program.log", [output, error]);
        return (_process.ExitCode, output, error);
    }

    private async Task<string?> LineAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit.Patience);
        if (line is not null)
        {
            _output.Add(line);
        }

        return line;
    }
}
