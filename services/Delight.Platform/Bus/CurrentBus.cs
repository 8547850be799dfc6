using Delight.Platform.Settings;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Bus;

/// <summary>The bus that now runs. Its client may hang for good in a connection that broke, so that it can be left and another started.</summary>
internal sealed class CurrentBus(IServiceProvider application, IOptions<BusSettings> settings) : IAsyncDisposable
{
    private static readonly TimeSpan StartingMayTake = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeavingMayTake = TimeSpan.FromSeconds(5);
    private Running? _running;

    /// <exception cref="BusDownException">None runs yet, or any more.</exception>
    public IBusControl Now => _running?.Bus ?? throw new BusDownException("The bus is starting.");

    /// <summary>What the bus that now runs has worked off.</summary>
    public BusProgress Progress => _running?.Progress ?? new BusProgress();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var (progress, sockets) = (new BusProgress(), new BusSockets());
        var next = new Running(BusSetup.Build(application, settings.Value, progress, sockets), progress, sockets);
        try
        {
            // In memory it waits for nobody, and would complain of being interrupted. On a broker it may not return even when it is
            // interrupted: it then stops what it began, and waits for that without an end.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(StartingMayTake);
            await next.Bus.StartAsync(settings.Value.IsInMemory ? CancellationToken.None : limit.Token).WaitAsync(limit.Token);
        }
        catch
        {
            Leave(next);
            throw;
        }

        _running = next;
    }

    /// <summary>Finishes what is in hand, as long as a process may take to end: what waits for a server that is away is left
    /// to whoever reads the queue next.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_running is not { } running)
        {
            return;
        }

        running.Sockets.OpenNoMore();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LeavingMayTake);
        var stopping = Task.Run(() => running.Bus.StopAsync(limit.Token), CancellationToken.None);
        await Task.WhenAny(stopping, Task.Delay(Timeout.Infinite, limit.Token));
        if (!stopping.IsCompletedSuccessfully)
        {
            _running = null;
            running.Sockets.Close();
        }
    }

    /// <summary>Leaves what runs behind, without waiting for it. What it had in hand comes to the next one.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref _running, null) is { } left)
        {
            Leave(left);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.Services.DisposeAsync();
        }
    }

    private static void Leave(Running left)
    {
        left.Sockets.OpenNoMore();
        _ = Task.Run(async () =>
        {
            var stopping = left.Bus.StopAsync(LeavingMayTake);
            await Task.WhenAny(stopping, Task.Delay(LeavingMayTake));
            left.Sockets.Close();
            try
            {
                await stopping;
                await left.Services.DisposeAsync();
            }
            catch (Exception)
            {
                // It hung, which is why it was left.
            }
        });
    }

    private sealed record Running(ServiceProvider Services, BusProgress Progress, BusSockets Sockets)
    {
        public IBusControl Bus { get; } = Services.GetRequiredService<IBusControl>();
    }
}
