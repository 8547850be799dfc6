using System.Text;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Access;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Delight.Platform.Work;
using Delight.Receiver.Payload;
using Delight.Receiver.Quarantine;
using static Delight.Receiver.Tests.Payload.PlatformOrder;

namespace Delight.Receiver.Tests.Quarantine;

/// <summary>What was set aside comes back when it can be understood.</summary>
public class QuarantineDeskTests(StoreKind kind) : OnEachStore(kind, typeof(ReceiverModule))
{
    private static readonly QuarantineSelection Everything = new(null, null, null);
    private PretendBroker _broker = null!;

    private QuarantineDesk Desk => new(Store, _broker, new OrderReader(new OrderSeenValidator()));

    [SetUp]
    public void NothingIsHandedOverYet() => _broker = new PretendBroker();

    [Test]
    public async Task What_can_be_understood_now_is_handed_over_once_and_the_rest_stays()
    {
        await SetAsideAsync(1, Any().ToJsonString(), "The order has no id.");
        await SetAsideAsync(2, "{}", "The order has no id.");

        var handled = new Handled();
        Assert.That((await Desk.ReplayAsync(Everything, handled, CancellationToken.None), handled.Done), Is.EqualTo((1, 1)));
        Assert.That((await Desk.ReplayAsync(Everything, handled, CancellationToken.None), handled.Done), Is.EqualTo((1, 1)), "nothing more");

        Assert.That(_broker.Offered.Select(o => (((OrderSeen)o.Message).OrderId, o.Id)), Is.EqualTo(new[] { (820_982_911_946_154_508, Id(1)) }));
    }

    [Test]
    public async Task What_is_handed_over_is_pending_until_it_is_taken_in()
    {
        await SetAsideAsync(1, Any().ToJsonString(), "The order has no id.");
        var pending = new PendingWork(Store, new Topology([], []), null!, TimeProvider.System);
        _broker.WhenOffered = (_, _) => throw new IOException("Away, or not sure.");
        Assert.That(() => Desk.ReplayAsync(Everything, new Handled(), CancellationToken.None), Throws.TypeOf<IOException>());
        _broker.WhenOffered = (_, _) => Task.CompletedTask;
        await Desk.ReplayAsync(Everything, new Handled(), CancellationToken.None);
        var waiting = (await pending.CountAsync(CancellationToken.None)).Pending;

        await WriteAsync(s => s.CountAsync([("", Intake.TakenFrom(((OrderSeen)_broker.Offered.First().Message).Delivery.Receiver), 1)]));

        Assert.That((waiting, (await pending.CountAsync(CancellationToken.None)).Pending), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task What_could_not_be_handed_over_and_is_discarded_is_not_pending()
    {
        await SetAsideAsync(1, Any().ToJsonString(), "The order has no id.");
        _broker.WhenOffered = (_, _) => throw new IOException("Away.");
        Assert.That(() => Desk.ReplayAsync(Everything, new Handled(), CancellationToken.None), Throws.TypeOf<IOException>());

        await Desk.DiscardAsync(Everything, new Handled(), CancellationToken.None);

        Assert.That((await new PendingWork(Store, new Topology([], []), null!, TimeProvider.System).CountAsync(CancellationToken.None)).Pending, Is.Zero);
    }

    [Test]
    public async Task A_request_to_be_forgotten_comes_back_as_one()
    {
        await SetAsideAsync(1, $$"""{"shop_domain":"{{Shop.Domain}}","customer":{"id":7},"orders_to_redact":[]}""", "It was not understood.", topic: PrivacyKind.CustomerRedact);
        await SetAsideAsync(2, "{}", "It was not understood.", topic: PrivacyKind.CustomerRedact);

        var handled = new Handled();
        Assert.That((await Desk.ReplayAsync(Everything, handled, CancellationToken.None), handled.Done), Is.EqualTo((1, 1)));

        var request = (PrivacyRequested)_broker.Offered.Single().Message;
        Assert.That((request.Kind, request.CustomerId, request.Delivery.Id), Is.EqualTo((PrivacyKind.CustomerRedact, 7L, Id(1))));
    }

    [Test]
    public async Task Merged_customers_come_back_as_such_and_nothing_else_does()
    {
        await SetAsideAsync(1, """{"admin_graphql_api_customer_kept_id":"gid://shopify/Customer/7","admin_graphql_api_customer_deleted_id":8}""", "It was not understood.", topic: "customers/merge");
        await SetAsideAsync(2, Any().ToJsonString(), "It was not understood.", topic: "customers/merge");

        var handled = new Handled();
        Assert.That((await Desk.ReplayAsync(Everything, handled, CancellationToken.None), handled.Done), Is.EqualTo((1, 1)));

        var merge = (CustomersMerged)_broker.Offered.Single().Message;
        Assert.That((merge.KeptCustomerId, merge.MergedCustomerId, merge.Delivery.Id), Is.EqualTo((7, 8, Id(1))));
    }

    [Test]
    public async Task A_broker_that_is_away_takes_nothing_out_of_the_quarantine()
    {
        await SetAsideAsync(1, Any().ToJsonString(), "The order has no id.");
        _broker.WhenOffered = (_, _) => throw new IOException("Away.");

        var handled = new Handled();
        Assert.That(() => Desk.ReplayAsync(Everything, handled, CancellationToken.None), Throws.TypeOf<IOException>());

        Assert.That(((await Desk.ListAsync(null, CancellationToken.None)).Single().Deliveries, handled.Done), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task They_are_listed_by_shop_and_reasons()
    {
        await SetAsideAsync(1, "{}", "The order has no id.");
        await SetAsideAsync(2, "{}", "The order has no id.");
        await SetAsideAsync(3, "[]", "The body cannot be read as an order.", Shop.OtherDomain);

        Assert.That((await Desk.ListAsync(null, CancellationToken.None)).Select(g => (g.Shop, g.Reasons, g.Deliveries)), Is.EqualTo(new[]
        {
            (Shop.Domain, "The order has no id.", 2L), (Shop.OtherDomain, "The body cannot be read as an order.", 1L),
        }));
        Assert.That(await Desk.ListAsync(Shop.OtherDomain, CancellationToken.None), Has.Count.EqualTo(1));
        Assert.That(await Desk.FindAsync(Id(3).ToString(), Shop.Domain, CancellationToken.None), Is.Null, "one shop's is not another's");
    }

    [Test]
    public async Task A_group_is_discarded_and_no_other()
    {
        await SetAsideAsync(1, "{}", "The order has no id.");
        await SetAsideAsync(2, "[]", "Another reason.");

        var handled = new Handled();
        await Desk.DiscardAsync(Everything with { Reasons = "Another reason." }, handled, CancellationToken.None);

        Assert.That(handled.Done, Is.EqualTo(1));
        Assert.That((await Desk.ListAsync(null, CancellationToken.None)).Select(g => g.Reasons), Is.EqualTo(new[] { "The order has no id." }));
    }

    [TestCase("Shop", "31", Description = "each shop's together, those with most first")]
    [TestCase("Deliveries", "31")]
    [TestCase("Newest", "13")]
    [TestCase("Oldest", "31")]
    public async Task They_are_listed_in_the_order_that_is_asked_for(string order, string deliveries)
    {
        await SetAsideAsync(1, "{}", "The order has no id.");
        await SetAsideAsync(2, "{}", "The order has no id.");
        await SetAsideAsync(3, "{}", "The order has no id.");
        await SetAsideAsync(4, "[]", "Another reason.");

        Assert.That(string.Concat((await Desk.ListAsync(null, CancellationToken.None, order: Enum.Parse<QuarantineOrder>(order))).Select(g => g.Deliveries)), Is.EqualTo(deliveries));
    }

    [TestCase("NO ID", "12")]
    [TestCase("updated", "3")]
    [TestCase("100%", "")]
    public async Task Those_are_listed_that_hold_a_text(string text, string deliveries)
    {
        await SetAsideAsync(1, "{}", "The order has no id.");
        await SetAsideAsync(2, "{}", "The order has no id.", Shop.OtherDomain);
        await SetAsideAsync(3, "[]", "Another reason, 100 of it.", topic: "orders/updated");

        var found = await Desk.ListAsync(null, CancellationToken.None, text);

        Assert.That(found.Select(g => g.OldestId).Order(), Is.EqualTo(deliveries.Select(d => Id(d - '0').ToString())));
    }

    [Test]
    public async Task A_groups_deliveries_are_told_one_by_one_and_acted_on_without_those_of_another_topic()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await SetAsideAsync(number, "{}", "The order has no id.", topic: number == 3 ? "orders/paid" : "orders/create");
        }

        var group = (await Desk.ListAsync(null, CancellationToken.None)).Single(g => g.Topic == "orders/create");
        Assert.That((await Desk.DeliveriesAsync(group, new ListPart(1, 2), CancellationToken.None)).Select(d => d.DeliveryId), Is.EqualTo(new[] { Id(2).ToString(), Id(4).ToString() }));
        var handled = new Handled();
        await Desk.DiscardAsync(Everything with { Reasons = group.Reasons, Topic = group.Topic }, handled, CancellationToken.None);

        Assert.That((handled.Done, (await Desk.ListAsync(null, CancellationToken.None)).Single().Topic), Is.EqualTo((4, "orders/paid")));
    }

    private static Guid Id(int number) => new($"01936d2e-7c5a-7b3f-9c41-{number:D12}");

    private Task SetAsideAsync(int number, string body, string reasons, string shop = Shop.Domain, string topic = "orders/create") => WriteAsync(s => s.EachAsync<object>(
        "insert into quarantine (delivery_id, shop, topic, received_at, reasons, body) values (@Id, @Shop, @Topic, @Number, @Reasons, @Body)",
        [new { Id = Id(number).ToString(), Shop = shop, Topic = topic, Number = (long)number, Reasons = reasons, Body = Encoding.UTF8.GetBytes(body) }]));
}
