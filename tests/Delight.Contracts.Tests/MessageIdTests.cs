using Delight.ObjectMother;

namespace Delight.Contracts.Tests;

/// <summary>Published again, a message has the id it had, also by the next version of the program.</summary>
public class MessageIdTests
{
    private static readonly FulfilmentChanged Changed = new()
    {
        Shop = Shop.Domain,
        OrderId = Shop.OrderId(4),
        OrderName = "#1004",
        State = ParcelState.Open,
        Lines = [],
        Version = 1,
    };

    [Test]
    public void An_orders_standing_has_a_pinned_id() =>
        Assert.That(MessageId.Of(Shop.Ranked(4)), Is.EqualTo(new Guid("265a61f9-d62f-02bf-5596-54bf5c9855b9")));

    [Test]
    public void A_rules_answer_has_a_pinned_id() =>
        Assert.That(MessageId.Of(Shop.Decided(4)), Is.EqualTo(new Guid("7ebff8fd-a398-f302-5ff2-9efa89dc0e22")));

    [Test]
    public void A_parcels_change_has_a_pinned_id() =>
        Assert.That(MessageId.Of(Changed), Is.EqualTo(new Guid("ecf9fe17-49b5-a1c9-6227-b2f3a31114e0")));

    [Test]
    public void The_id_follows_from_the_key_alone() => Assert.Multiple(() =>
    {
        Assert.That(MessageId.Of(Shop.Ranked(4) with { CustomerFirstName = "Zoë", Ordinal = 5 }), Is.EqualTo(MessageId.Of(Shop.Ranked(4))));
        Assert.That(MessageId.Of(Shop.Decided(4).Passing()), Is.EqualTo(MessageId.Of(Shop.Decided(4))));
        Assert.That(MessageId.Of(Changed with { State = ParcelState.Withdrawn }), Is.EqualTo(MessageId.Of(Changed)));
    });

    [Test]
    public void Every_part_of_the_key_matters()
    {
        Guid[] ids =
        [
            MessageId.Of(Shop.Ranked(4)),
            MessageId.Of(Shop.Ranked(4) with { Shop = Shop.OtherDomain }),
            MessageId.Of(Shop.Ranked(5)),
            MessageId.Of(Shop.Ranked(4) with { Version = 2 }),
            MessageId.Of(Shop.Decided(4)),
            MessageId.Of(Shop.Decided(4) with { Shop = Shop.OtherDomain }),
            MessageId.Of(Shop.Decided(5)),
            MessageId.Of(Shop.Decided(4, version: 2)),
            MessageId.Of(Shop.Decided(4, rule: "wax-seal")),
            MessageId.Of(Changed),
            MessageId.Of(Changed with { Shop = Shop.OtherDomain }),
            MessageId.Of(Changed with { OrderId = Shop.OrderId(5) }),
            MessageId.Of(Changed with { Version = 2 }),
        ];

        Assert.That(ids, Is.Unique);
    }
}
