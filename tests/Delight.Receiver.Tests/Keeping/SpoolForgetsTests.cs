using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.Platform.Bus;
using Delight.Receiver.Keeping;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

/// <summary>In one process an order may still be in work when its customer's wish to be forgotten, which came later, is done.</summary>
public class SpoolForgetsTests
{
    /// <summary>It may be of somebody whose data was redacted before.</summary>
    [Test]
    public async Task A_delivery_that_left_is_gone_from_the_log_without_anybody_asking()
    {
        using var folder = new TemporaryFolder();
        await using var spool = new Spool(Options.Create(new SpoolSettings { Path = folder.File("spool.db") }));
        using var drain = Drain(spool, new PretendBroker(outlives: false));
        await spool.AppendAsync(Shop.Order(1), Guid.NewGuid());

        await drain.StartAsync(CancellationToken.None);

        await Limit.UntilAsync(() => spool.Count == 0 && new FileInfo(folder.File("spool.db-wal")).Length == 0, "the order is gone from the log");
        await drain.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task The_log_is_emptied_once_more_when_what_was_under_way_has_gone()
    {
        using var folder = new TemporaryFolder();
        var orderMayGo = new TaskCompletionSource();
        var broker = new PretendBroker(outlives: false) { WhenOffered = (message, _) => message is OrderSeen ? orderMayGo.Task : Task.CompletedTask };
        await using var spool = new Spool(Options.Create(new SpoolSettings { Path = folder.File("spool.db") }));
        using var drain = Drain(spool, broker);
        await spool.AppendAsync(Shop.Order(1), Guid.NewGuid());
        await spool.AppendAsync(new PrivacyRequested { Shop = Shop.Domain, Kind = PrivacyKind.CustomerRedact, CustomerId = Shop.Ada, OrderIds = [], Delivery = Shop.Delivery() }, Guid.NewGuid());

        await drain.StartAsync(CancellationToken.None);
        await Limit.UntilAsync(() => spool.Count == 1, "the request is done");
        orderMayGo.SetResult();

        await Limit.UntilAsync(() => spool.Count == 0 && new FileInfo(folder.File("spool.db-wal")).Length == 0, "the order is gone from the log");
        await drain.StopAsync(CancellationToken.None);
    }

    private static SpoolDrain Drain(Spool spool, PretendBroker broker)
    {
        var bus = new BusState();
        var causes = new WaitingCauses(bus);
        var clock = new StandingClock();
        bus.LetStand();
        return new SpoolDrain(spool, new SpoolHandover(spool, broker, bus, new IntakeCounts(spool, clock), causes, clock), bus, causes, clock, new Logbook<SpoolDrain>());
    }
}
