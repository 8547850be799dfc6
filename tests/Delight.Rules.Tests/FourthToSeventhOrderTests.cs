using System.Text.Json;
using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class FourthToSeventhOrderTests
{
    private readonly FourthToSeventhOrderSettings _settings = new();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void The_first_three_orders_get_nothing(int ordinal) => Assert.That(Decide(ordinal).Gives, Is.False);

    [TestCase(4, "DELIGHT-SWEET", 1)]
    [TestCase(5, "DELIGHT-TEA", 3)]
    [TestCase(6, "DELIGHT-CANDLE", 5)]
    [TestCase(7, "DELIGHT-MUG", 9)]
    public void The_fourth_to_seventh_get_extras_of_rising_worth(int ordinal, string sku, decimal worth)
    {
        var extra = Decide(ordinal).Lines[0];

        Assert.That((extra.Kind, extra.Sku, extra.Quantity, extra.Value), Is.EqualTo((LineKind.Extra, sku, 1, Money.Of(worth, "USD"))));
        Assert.That(extra.Title, Is.Not.Empty);
    }

    [TestCase(8)]
    [TestCase(9)]
    [TestCase(1000)]
    public void From_the_eighth_on_they_get_nothing(int ordinal) => Assert.That(Decide(ordinal).Gives, Is.False);

    [TestCase(4, "fourth")]
    [TestCase(5, "fifth")]
    [TestCase(6, "sixth")]
    [TestCase(7, "seventh")]
    public void A_note_lies_beside_the_extra_and_names_the_place_in_words(int ordinal, string words)
    {
        var decision = Decide(ordinal);

        Assert.That(decision.Lines, Has.Count.EqualTo(2));
        Assert.That(decision.Lines[1].Kind, Is.EqualTo(LineKind.HandwrittenNote));
        Assert.That(decision.Lines[1].Text, Is.EqualTo(
            $"Dear Ada, this is your {words} order with us, and we noticed. Thank you for coming back. Something small is in the parcel for you."));
    }

    [Test]
    public void Where_no_extra_is_left_the_note_does_not_speak_of_one() =>
        Assert.That(Decide(4).Lines[1].Otherwise!.Single().Text, Is.EqualTo("Dear Ada, this is your fourth order with us, and we noticed. Thank you for coming back."));

    [Test]
    public void Without_a_first_name_the_note_begins_without_one() =>
        Assert.That(Note(Shop.Ranked(4) with { CustomerFirstName = null }), Does.StartWith("This is your fourth order with us"));

    [TestCase("O'Brien & Söhne <3")]
    [TestCase("李小龍")]
    [TestCase("{{ordinal}}")]
    public void A_name_is_written_as_it_is(string name) =>
        Assert.That(Note(Shop.Ranked(4) with { CustomerFirstName = name }), Does.StartWith($"Dear {name}, this is"));

    [Test]
    public void Every_line_says_why_in_the_words_of_operations()
    {
        var decision = Decide(5);

        Assert.That(decision.Why, Is.EqualTo("4th to 7th order matched: this is the customer's 5th"));
        Assert.That(decision.Lines.Select(l => l.Why), Is.All.EqualTo(decision.Why));
    }

    [TestCase(3, "this is the customer's 3rd order, not the 4th to 7th order")]
    [TestCase(8, "this is the customer's 8th order, not the 4th to 7th order")]
    public void A_pass_says_why(int ordinal, string why)
    {
        Assert.That(Decide(ordinal).Why, Is.EqualTo(why));
        Assert.That(Decide(ordinal).Lines, Is.Empty);
    }

    [Test]
    public void The_same_order_gets_the_same_decision()
    {
        var (first, again) = (Decide(5), Decide(5));

        Assert.That((again.Gives, again.Why), Is.EqualTo((first.Gives, first.Why)));
        Assert.That(JsonSerializer.Serialize(again.Lines), Is.EqualTo(JsonSerializer.Serialize(first.Lines)));
    }

    [Test]
    public void Where_the_extra_cannot_be_given_the_more_valuable_ones_are_next_and_then_the_others() =>
        Assert.That(Decide(5).Lines[0].Otherwise!.Select(o => o.Sku), Is.EqualTo(new[] { "DELIGHT-CANDLE", "DELIGHT-MUG", "DELIGHT-SWEET" }));

    [Test]
    public void The_range_is_a_setting()
    {
        _settings.From = 2;
        _settings.To = 3;

        Assert.That(Enumerable.Range(1, 5).Select(n => Decide(n).Gives), Is.EqualTo(new[] { false, true, true, false, false }));
        Assert.That(Decide(3).Why, Is.EqualTo("2nd to 3rd order matched: this is the customer's 3rd"));
    }

    [Test]
    public void The_last_extra_serves_all_that_follow()
    {
        _settings.To = 9;
        _settings.Extras = [Extra("FIRST", 1), Extra("SECOND", 2)];

        Assert.That(Enumerable.Range(4, 6).Select(n => Decide(n).Lines[0].Sku),
            Is.EqualTo(new[] { "FIRST", "SECOND", "SECOND", "SECOND", "SECOND", "SECOND" }));
    }

    [Test]
    public void The_notes_words_are_a_setting()
    {
        _settings.Note = "{{orderName}}: number {{ordinal}} of {{firstName}}";

        Assert.That(Note(Shop.Ranked(6)), Is.EqualTo("#1006: number sixth of Ada"));
    }

    private static ExtraSettings Extra(string sku, decimal worth) => new() { Sku = sku, Title = sku, Worth = worth };

    private Decision Decide(int ordinal) => Decide(Shop.Ranked(ordinal));

    private Decision Decide(OrderRanked order) => new FourthToSeventhOrder(new InForce<FourthToSeventhOrderSettings>(_settings)).Decide(order);

    private string? Note(OrderRanked order) => Decide(order).Lines[1].Text;
}
