using System.Collections.Concurrent;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.Platform.Bus;
using Delight.Receiver.Keeping;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

/// <summary>A spool with its drain, and a broker that does as it is told.</summary>
public abstract class OnSpoolDrain : IAsyncDisposable
{
    private protected TemporaryFolder Folder { get; } = new();
    private protected StandingClock Clock { get; } = new();
    private protected PretendBroker Broker { get; }
    private protected BusState Bus { get; } = new();
    private protected Logbook<SpoolDrain> Log { get; } = new();
    private protected Spool Spool { get; }
    private protected IntakeCounts Counts { get; }
    private protected SpoolDrain Drain { get; }

    /// <param name="outlives">False for the bus of one process.</param>
    protected OnSpoolDrain(bool outlives = true)
    {
        Broker = new PretendBroker(outlives);
        Spool = new Spool(Options.Create(new SpoolSettings { Path = Folder.File("spool.db") }));
        Counts = new IntakeCounts(Spool, Clock);
        var causes = new WaitingCauses(Bus);
        Drain = new SpoolDrain(Spool, new SpoolHandover(Spool, Broker, Bus, Counts, causes, Clock), Bus, causes, Clock, Log);
    }

    public async ValueTask DisposeAsync()
    {
        await Drain.StopAsync(CancellationToken.None);
        Drain.Dispose();
        await Spool.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task StartAsync()
    {
        Bus.LetStand();
        await Drain.StartAsync(CancellationToken.None);
    }

    private protected Task EmptyAsync() => Limit.UntilAsync(() => Spool.Count == 0, "the spool is empty");

    private protected async Task<Guid[]> AppendAsync(int number)
    {
        var ids = Enumerable.Range(0, number).Select(_ => Guid.NewGuid()).ToArray();
        for (var i = 0; i < number; i++)
        {
            await Spool.AppendAsync(Shop.Order(i), ids[i]);
        }

        return ids;
    }
}
