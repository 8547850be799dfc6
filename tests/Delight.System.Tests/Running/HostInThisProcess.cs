using System.Net;
using System.Reflection;
using Delight.Host.Serving;
using Microsoft.AspNetCore.Builder;

namespace Delight.SystemTests.Running;

/// <summary>Serves within the test's process, so that rules of the test's own can be added.</summary>
internal sealed class HostInThisProcess(IReadOnlyDictionary<string, string> settings, Assembly rules) : IRunningHost
{
    private WebApplication? _app;

    public Uri Address { get; } = new($"http://127.0.0.1:{HostProcess.FreePort()}");

    public async Task StartAsync()
    {
        string[] args = [.. settings.Select(s => $"--{s.Key.Replace("__", ":", StringComparison.Ordinal)}={s.Value}"), $"--urls={Address}", "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Error"];
        _app = DelightHost.Build(args, rules);
        await _app.StartAsync();
    }

    public Task ReadyAsync() => Eventually.BecomesTrueAsync($"{Address} is ready", async () =>
    {
        using var probe = new HttpClient();
        using var answer = await probe.GetAsync(new Uri(Address, "/health/ready"));
        return answer.StatusCode == HttpStatusCode.OK;
    });

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}
