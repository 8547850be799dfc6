using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.Platform.Bus;
using Delight.Receiver.Keeping;
using Delight.Receiver.Spooled;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Spooled;

/// <summary>A spool with what a person may do to it, and a broker that does as it is told.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class OnSpool : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected OnSpool()
    {
        Spool = new Spool(Options.Create(new SpoolSettings { Path = File }));
        Counts = new IntakeCounts(Spool, Clock);
        var causes = new WaitingCauses(Bus);
        var handover = new SpoolHandover(Spool, Broker, Bus, Counts, causes, Clock);
        View = new SpoolView(Spool, causes);
        Desk = new SpoolDesk(Spool, View, handover, causes);
        Drain = new SpoolDrain(Spool, handover, Bus, causes, TimeProvider.System, new Logbook<SpoolDrain>());
    }

    private protected string File => _folder.File("spool.db");

    private protected StandingClock Clock { get; } = new();

    private protected PretendBroker Broker { get; } = new();

    private protected BusState Bus { get; } = new();

    private protected Spool Spool { get; }

    private protected IntakeCounts Counts { get; }

    private protected SpoolView View { get; }

    private protected SpoolDesk Desk { get; }

    private protected SpoolDrain Drain { get; }

    private protected long HandedOver => Counts.Report(stopped: false).HandedOver.Values.Sum();

    public async ValueTask DisposeAsync()
    {
        await Drain.StopAsync(CancellationToken.None);
        Drain.Dispose();
        await Spool.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<Guid[]> AppendAsync(int number, string shop = Shop.Domain)
    {
        var orders = Enumerable.Range(1, number).Select(i => Shop.Order(i) with { Shop = shop }).ToArray();
        foreach (var order in orders)
        {
            await Spool.AppendAsync(order, order.Delivery.Id);
        }

        return [.. orders.Select(o => o.Delivery.Id)];
    }

    private protected Task<SpoolChoice> ChooseAsync(string? shop = null, string? cause = null, string? deliveryId = null) =>
        View.ChooseAsync(shop, cause, deliveryId, CancellationToken.None);

    private protected async Task<IReadOnlyList<SpoolGroup>> ListAsync(string? shop = null) => await View.ListAsync(await ChooseAsync(shop), CancellationToken.None);

    private protected void Refuse(Func<OrderSeen, string?> why) =>
        Broker.WhenOffered = (message, _) => why((OrderSeen)message) is { } says ? throw new InvalidOperationException(says) : Task.CompletedTask;
}
