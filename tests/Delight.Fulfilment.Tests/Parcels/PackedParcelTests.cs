using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;

namespace Delight.Fulfilment.Tests.Parcels;

/// <summary>A parcel that is packed, or that the platform reports as shipped, is frozen.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class PackedParcelTests
{
    private static readonly GestureDecided Gift = Shop.Decided(5);
    private static readonly GestureDecided Seal = Shop.Decided(5, rule: "a-seal") with { Lines = [Shop.Extra("SEAL", "A wax seal")] };
    private readonly Parcel _parcel = Parcel.New(Shop.Domain, Shop.OrderId(5));

    private string?[] Skus => [.. _parcel.Lines.Select(l => l.Sku)];

    [Test]
    public void Packing_freezes_it_once()
    {
        Apply(Gift);

        Assert.That(_parcel.Pack("Pat"), Is.True);
        Assert.That(_parcel.Pack("Quinn"), Is.False);

        Assert.That((_parcel.Row.PackedBy, _parcel.Row.Version, _parcel.ToMessage().State), Is.EqualTo(("Pat", 2, "packed")));
    }

    [Test]
    public void A_gift_that_is_no_longer_deserved_stays_in_it_and_the_packer_is_warned()
    {
        Packed(Gift);

        var became = Apply(Gift.Passing("the order does not count: it is cancelled") with { Version = 2 });

        Assert.That(became, Is.EqualTo("The parcel was packed before: the gift is out, and the packer is warned."));
        Assert.That((Skus.Length, _parcel.Row.Warning, _parcel.Row.Version), Is.EqualTo((2, "After packing: the order does not count: it is cancelled.", 3)));
    }

    [Test]
    public void Another_gift_of_the_same_rule_comes_too_late()
    {
        Packed(Gift);

        var became = Apply(Gift with { Version = 2, Ordinal = 6, Lines = [Shop.Extra("DELIGHT-TEA", "A tin of tea")] });

        Assert.That(became, Is.EqualTo("The parcel was packed before and stays as it is."));
        Assert.That(Skus[0], Is.EqualTo("DELIGHT-SWEET"));
        Assert.That((_parcel.Row.Warning, _parcel.Row.Version, _parcel.Row.Ordinal), Is.EqualTo((default(string), 2, 5)));
    }

    [Test]
    public void Another_rule_comes_too_late()
    {
        Packed(Gift);

        Assert.That(Apply(Seal), Is.EqualTo("The parcel was packed before: no gift is added."));

        Assert.That(Skus, Has.No.Member("SEAL"));
        Assert.That(_parcel.Row.Version, Is.EqualTo(2));
    }

    [Test]
    public void A_rule_that_passes_and_gave_nothing_changes_nothing()
    {
        Packed(Gift);

        Assert.That(Apply(Seal.Passing()), Is.EqualTo("The parcel was packed before and stays as it is."));
        Assert.That(_parcel.Row.Warning, Is.Null);
    }

    [Test]
    public void Nothing_is_taken_out_of_it()
    {
        Packed(Gift);

        _parcel.Withdraw(Gift.Rule);

        Assert.That((Skus.Length, _parcel.Row.Version), Is.EqualTo((2, 2)));
    }

    [Test]
    public void An_order_shipped_before_any_rule_answered_gets_no_gift()
    {
        Assert.That(Apply(Gift with { Fulfilled = true }), Is.EqualTo("The platform reports it shipped before anything was decided: no gift."));
        Assert.That(Apply(Seal with { Fulfilled = true }), Is.EqualTo("The parcel was packed before: no gift is added."));

        Assert.That((Skus.Length, _parcel.IsPacked), Is.EqualTo((0, true)));
    }

    [Test]
    public void An_order_shipped_after_the_answer_left_as_it_was()
    {
        Apply(Gift);

        var became = Apply(Gift with { Version = 2, Fulfilled = true, Lines = [Shop.Note()] });

        Assert.That(became, Is.EqualTo("The platform reports it shipped: the parcel is closed as it was."));
        Assert.That((Skus[0], _parcel.ToMessage().State, _parcel.Row.PackedBy), Is.EqualTo(("DELIGHT-SWEET", "packed", "the shop's platform")));
    }

    [Test]
    public void An_order_shipped_and_cancelled_later_is_a_warning()
    {
        Apply(Gift);
        Apply(Gift with { Version = 2, Fulfilled = true });

        Apply(Gift.Passing() with { Version = 3, Fulfilled = true });

        Assert.That((Skus.Length, _parcel.Row.Warning), Is.EqualTo((2, "After packing: the order does not count: it is cancelled.")));
    }

    [Test]
    public void A_shipped_order_that_got_nothing_is_closed_in_silence()
    {
        Assert.That(Apply(Gift.Passing() with { Fulfilled = true }), Is.EqualTo("The platform reports it shipped."));
    }

    /// <summary>Otherwise the same gift could be earned again with the next order that takes this place.</summary>
    [TestCase(null, false)]
    [TestCase(6, true)]
    public void A_shipped_gift_is_remembered_for_the_place_that_it_was_given_for(int? ordinalByThen, bool gives)
    {
        Apply(Gift);

        Apply((gives ? Gift : Gift.Passing()) with { Version = 2, Ordinal = ordinalByThen, Fulfilled = true });

        Assert.That(_parcel.Given.Select(g => (g.Rule, g.Ordinal)), Is.EqualTo(new[] { (Shop.Rule, (long?)5) }));
    }

    [Test]
    public void A_packed_gift_is_remembered_for_the_place_that_it_was_given_for()
    {
        Packed(Gift);

        Apply(Gift.Passing() with { Version = 2, Ordinal = null });

        Assert.That(_parcel.Given.Select(g => (g.Rule, g.Ordinal)), Is.EqualTo(new[] { (Shop.Rule, (long?)5) }));
    }

    private string? Apply(GestureDecided decision) => _parcel.Apply(decision, null);

    private void Packed(GestureDecided gift)
    {
        Apply(gift);
        _parcel.Pack("Pat");
    }
}
