using Delight.Platform.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Dashboard.SignIn;

/// <summary>Where nobody can sign in yet, the log says how one person can.</summary>
internal sealed class FirstLink(IOptions<SignInSettings> settings, OneTimeLinks links, IStore store, IServer server, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FirstLink> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Value.LetsSomebodyIn)
        {
            return;
        }

        try
        {
            var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var started = lifetime.ApplicationStarted.Register(listens.SetResult);
            await listens.Task.WaitAsync(stoppingToken);
            Log.OneTimeLink(log, Address() + await MakeAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends before anybody could come.
        }
    }

    private async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await links.MakeAsync(cancellationToken);
            }
            catch (Exception failure) when (store.IsTransient(failure))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <summary>Where it listens on every address of the machine, none of which can be opened by that name, it is called by one of them.</summary>
    private string Address() => (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "").TrimEnd('/')
        .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//[::1]", StringComparison.Ordinal);
}
