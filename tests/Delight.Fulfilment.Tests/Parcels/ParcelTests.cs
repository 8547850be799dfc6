using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;

namespace Delight.Fulfilment.Tests.Parcels;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ParcelTests
{
    private static readonly GestureDecided Gift = Shop.Decided(5);
    private readonly Parcel _parcel = Parcel.New(Shop.Domain, Shop.OrderId(5));

    [Test]
    public void What_a_rule_gives_is_queued()
    {
        var became = Apply(Gift);

        Assert.That(became, Is.EqualTo("Queued: 1 × A wrapped sweet (DELIGHT-SWEET), a handwritten note."));
        Assert.That(Kinds, Is.EqualTo(new[] { "extra", "handwritten-note" }));
        Assert.That((_parcel.Row.Version, _parcel.ToMessage().State), Is.EqualTo((1, "open")));
    }

    [Test]
    public void A_rule_that_passes_queues_nothing()
    {
        Assert.That(Apply(Gift.Passing()), Is.EqualTo("Nothing is queued."));

        Assert.That((Kinds.Length, _parcel.Row.Version), Is.EqualTo((0, 0)));
    }

    [Test]
    public void The_parcel_knows_its_order_from_the_answer()
    {
        Apply(Gift);

        Assert.That((_parcel.Row.OrderName, _parcel.Row.CustomerId, _parcel.Row.Ordinal, _parcel.Row.OrderedAt), Is.EqualTo(("#1005", Shop.Ada, 5, Shop.Day(5))));
    }

    [Test]
    public void An_answer_to_a_newer_standing_takes_the_place_of_the_older_one()
    {
        Apply(Gift);

        Apply(Gift with { Version = 2, Ordinal = 6, Lines = [Shop.Extra("DELIGHT-TEA", "A tin of tea")] });

        Assert.That(Skus, Is.EqualTo(new[] { "DELIGHT-TEA" }));
        Assert.That((_parcel.Row.Ordinal, _parcel.Row.Version, _parcel.Row.Standing), Is.EqualTo((6, 2, 2)));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void An_answer_to_the_same_or_an_older_standing_is_passed_over(long version)
    {
        Apply(Gift with { Version = 2 });

        Assert.That(Apply(Gift with { Version = version, Lines = [Shop.Note()] }), Is.Null);
        Assert.That(Apply(Gift.Passing() with { Version = version }), Is.Null);

        Assert.That((Kinds.Length, _parcel.Row.Version, _parcel.Row.Ordinal), Is.EqualTo((2, 1, 5)));
    }

    [Test]
    public void The_same_gift_for_a_newer_standing_changes_nothing_for_the_packer()
    {
        Apply(Gift);

        Assert.That(Apply(Gift with { Version = 2 }), Does.StartWith("Queued: "));

        Assert.That(_parcel.Row.Version, Is.EqualTo(1));
    }

    [Test]
    public void What_is_no_longer_deserved_is_withdrawn()
    {
        Apply(Gift);

        Assert.That(Apply(Gift.Passing() with { Version = 2 }), Is.EqualTo("What was queued is withdrawn."));

        Assert.That((Kinds.Length, _parcel.Row.Version, _parcel.ToMessage().State), Is.EqualTo((0, 2, "withdrawn")));
    }

    [Test]
    public void What_was_withdrawn_may_be_given_again()
    {
        Apply(Gift);
        Apply(Gift.Passing() with { Version = 2 });

        Apply(Gift with { Version = 3 });

        Assert.That((Kinds.Length, _parcel.ToMessage().State), Is.EqualTo((2, "open")));
    }

    [Test]
    public void Two_rules_give_side_by_side()
    {
        Apply(Gift);
        Apply(Shop.Decided(5, rule: "a-seal") with { Lines = [Shop.Extra("SEAL", "A wax seal")] });

        Assert.That(_parcel.ToMessage().Lines.Select(l => (l.Rule, l.Kind)),
            Is.EqualTo(new[] { ("a-seal", "extra"), (Shop.Rule, "extra"), (Shop.Rule, "handwritten-note") }));
    }

    [Test]
    public void One_rule_withdraws_only_its_own()
    {
        Apply(Gift);
        Apply(Shop.Decided(5, rule: "a-seal") with { Lines = [Shop.Extra("SEAL", "A wax seal")] });

        Apply(Gift.Passing() with { Version = 2 });

        Assert.That(Skus, Is.EqualTo(new[] { "SEAL" }));
        Assert.That(_parcel.ToMessage().State, Is.EqualTo("open"));
    }

    [Test]
    public void Answers_of_two_rules_end_the_same_in_any_order()
    {
        var seal = Shop.Decided(5, rule: "a-seal") with { Lines = [Shop.Extra("SEAL", "A wax seal")] };
        GestureDecided[] answers =
        [
            Gift, Gift.Passing() with { Version = 2 }, Gift with { Version = 3, Ordinal = 6, OrderName = "#5005" },
            seal, seal with { Version = 2, Ordinal = null, Lines = [Shop.Note()] }, seal.Passing() with { Version = 3, Ordinal = 6, OrderName = "#5005" },
        ];

        var ends = Permutations(answers).Select(End).Distinct().ToArray();

        Assert.That(ends, Is.EqualTo(new[] { "#5005 6 3 open DELIGHT-SWEET handwritten-note" }));
    }

    private static string End(IEnumerable<GestureDecided> answers)
    {
        var parcel = Parcel.New(Shop.Domain, Shop.OrderId(5));
        foreach (var answer in answers)
        {
            parcel.Apply(answer, null);
        }

        return $"{parcel.Row.OrderName} {parcel.Row.Ordinal} {parcel.Row.Standing} {parcel.ToMessage().State} {string.Join(' ', parcel.Lines.Select(l => l.Sku ?? l.Kind))}";
    }

    private static IEnumerable<GestureDecided[]> Permutations(GestureDecided[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (GestureDecided[])[first, .. rest]));

    private string? Apply(GestureDecided decision) => _parcel.Apply(decision, null);

    private string[] Kinds => [.. _parcel.Lines.Select(l => l.Kind)];

    private string?[] Skus => [.. _parcel.Lines.Select(l => l.Sku)];
}
