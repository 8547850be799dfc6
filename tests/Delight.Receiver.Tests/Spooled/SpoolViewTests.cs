using System.Text;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.Receiver.Keeping;
using Delight.Receiver.Spooled;
using Microsoft.Data.Sqlite;

namespace Delight.Receiver.Tests.Spooled;

/// <summary>What a person sees of the spool.</summary>
public sealed class SpoolViewTests : OnSpool
{
    [Test]
    public async Task While_the_bus_is_away_that_is_the_cause_and_they_are_told_apart_by_shop_and_topic()
    {
        var ids = await AppendAsync(3);
        await AppendAsync(1, Shop.OtherDomain);
        await Spool.AppendAsync(Shop.Order() with { Delivery = Shop.Delivery("orders/cancelled") }, Guid.NewGuid());

        var groups = await ListAsync();

        Assert.That(groups.Select(g => (g.Cause, g.Shop, g.Topic, g.Deliveries)), Is.EqualTo(new[]
        {
            ("The bus is starting.", Shop.Domain, "orders/paid", 3L),
            ("The bus is starting.", Shop.Domain, "orders/cancelled", 1L),
            ("The bus is starting.", Shop.OtherDomain, "orders/paid", 1L),
        }));
        Assert.That((groups[0].OldestId, groups[0].Oldest), Is.EqualTo((ids[0].ToString(), Shop.Day(100))));
    }

    [Test]
    public async Task More_than_is_gathered_at_once_is_counted_together()
    {
        var ids = await AppendAsync(5);
        await AppendAsync(2, Shop.OtherDomain);
        await AppendAsync(5);

        var groups = await new SpoolView(Spool, new WaitingCauses(Bus), stretch: 3).ListAsync(await ChooseAsync(), CancellationToken.None);

        Assert.That(groups.Select(g => (g.Shop, g.Deliveries)), Is.EqualTo(new[] { (Shop.Domain, 10L), (Shop.OtherDomain, 2L) }));
        Assert.That(groups[0].OldestId, Is.EqualTo(ids[0].ToString()));
    }

    [Test]
    public async Task What_nothing_hinders_is_on_the_way()
    {
        Bus.LetStand();
        await AppendAsync(1);

        Assert.That((await ListAsync()).Single().Cause, Is.EqualTo("On the way."));
    }

    [Test]
    public async Task What_the_broker_refuses_has_its_own_cause()
    {
        Bus.LetStand();
        Refuse(o => o.OrderId == Shop.OrderId(2) ? "Too large." : o.OrderId == Shop.OrderId(3) ? "The disk alarm is on." : null);
        await AppendAsync(4);

        await Desk.ReplayAsync(await ChooseAsync(), CancellationToken.None);

        Assert.That((await ListAsync()).Select(g => (g.Cause, g.Deliveries)), Is.EqualTo(new[] { ("The disk alarm is on.", 1L), ("Too large.", 1L) }));
    }

    [Test]
    public async Task An_order_is_shown_without_the_name()
    {
        var id = (await AppendAsync(1))[0];

        var shown = await View.FindAsync(await ChooseAsync(deliveryId: id.ToString()), CancellationToken.None);

        Assert.That((shown!.Shop, shown.Topic, shown.Cause, shown.ReceivedAt), Is.EqualTo((Shop.Domain, "orders/paid", "The bus is starting.", Shop.Day(100))));
        Assert.That(shown.Payload.ToJsonString(), Does.Contain("9100000000000001").And.Contains("#1001").And.Not.Contains("Ada"));
    }

    [Test]
    public async Task What_could_not_be_understood_is_shown_with_its_reasons_and_without_name_and_address()
    {
        var body = Encoding.UTF8.GetBytes("""{"id":77,"email":"ada@lake.example","customer":{"first_name":"Ada"}}""");
        await Spool.AppendAsync(new DeliveryQuarantined { Shop = Shop.Domain, Reasons = ["The order has no created_at."], Body = body, Delivery = Shop.Delivery() }, Guid.NewGuid());

        var shown = await View.FindAsync(await ChooseAsync(), CancellationToken.None);

        Assert.That(shown!.Payload.ToJsonString(), Does.Contain("created_at").And.Contains("77").And.Not.Contains("Ada").And.Not.Contains("lake.example"));
    }

    [Test]
    public async Task One_shops_is_not_anothers()
    {
        var id = (await AppendAsync(1, Shop.OtherDomain))[0].ToString();

        Assert.That(await ListAsync(Shop.Domain), Is.Empty);
        Assert.That(await View.FindAsync(await ChooseAsync(Shop.Domain, deliveryId: id), CancellationToken.None), Is.Null);
        Assert.That(await ListAsync(Shop.OtherDomain.ToUpperInvariant()), Has.Count.EqualTo(1));
    }

    [TestCase("not json")]
    [TestCase("{}")]
    [TestCase("7")]
    public async Task What_cannot_be_read_is_listed_by_its_kind(string body)
    {
        await AppendAsync(1);
        await using var disk = new SqliteConnection($"Data Source={File}");
        await disk.OpenAsync();
        await using var command = disk.CreateCommand();
        command.CommandText = $"update spool set kind = 'OrderOfTomorrow', body = cast('{body}' as blob)";
        await command.ExecuteNonQueryAsync();

        Assert.That((await ListAsync()).Select(g => (g.Shop, g.Topic, g.Deliveries, g.Oldest)), Is.EqualTo(new[] { ("", "OrderOfTomorrow", 1L, (DateTimeOffset?)null) }));
        Assert.That((await View.FindAsync(await ChooseAsync(), CancellationToken.None))!.Payload, Is.Not.Null);
    }
}
