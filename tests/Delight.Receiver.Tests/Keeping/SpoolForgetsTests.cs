using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Receiver.Tests.Keeping;

/// <summary>In one process everything goes through the spool, also what comes late of somebody who is forgotten, or is in work meanwhile.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SpoolForgetsTests() : OnSpoolDrain(outlives: false)
{
    /// <summary>It may be of somebody whose data was redacted before.</summary>
    [Test]
    public async Task A_delivery_that_left_is_gone_from_the_log_without_anybody_asking()
    {
        await Spool.AppendAsync(Shop.Order(1), Guid.NewGuid());

        await StartAsync();

        await LogIsEmptyAsync();
    }

    [Test]
    public async Task The_log_is_emptied_once_more_when_what_was_under_way_has_gone()
    {
        var orderMayGo = new TaskCompletionSource();
        Broker.WhenOffered = (message, _) => message is OrderSeen ? orderMayGo.Task : Task.CompletedTask;
        await Spool.AppendAsync(Shop.Order(1), Guid.NewGuid());
        await Spool.AppendAsync(new PrivacyRequested { Shop = Shop.Domain, Kind = PrivacyKind.CustomerRedact, CustomerId = Shop.Ada, OrderIds = [], Delivery = Shop.Delivery() }, Guid.NewGuid());

        await StartAsync();
        await Limit.UntilAsync(() => Spool.Count == 1, "the request is done");
        orderMayGo.SetResult();

        await LogIsEmptyAsync();
    }

    private Task LogIsEmptyAsync() =>
        Limit.UntilAsync(() => Spool.Count == 0 && new FileInfo(Folder.File("spool.db-wal")).Length == 0, "the order is gone from the log");
}
