using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Dashboard.SignIn;

/// <summary>Where nobody can sign in yet, the log says how one person can.</summary>
internal sealed class FirstLink(IOptions<SignInSettings> settings, OneTimeLinks links, IServer server, IHostApplicationLifetime lifetime, ILogger<FirstLink> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Value.Users.Count == 0 && !settings.Value.OpenId.IsOn)
        {
            lifetime.ApplicationStarted.Register(() => Log.OneTimeLink(log, Address() + links.Make()));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Address() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "";
}
