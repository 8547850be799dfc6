using Delight.Contracts;
using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Tests.Parcels;

/// <summary>What was decided under a rule's old settings stays as decided.</summary>
public class ChangedSettingsTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private static readonly GestureDecided Old = Shop.Decided(4) with { RuleVersion = "old", Lines = [Shop.Extra("SWEET"), Shop.Note("Dear Ada")] };
    private static readonly GestureDecided New = Shop.Decided(4, version: 2) with { RuleVersion = "new", Lines = [Shop.Extra("MUG"), Shop.Note("Hello")] };

    [Test]
    public async Task A_small_change_of_the_order_does_not_bring_the_new_settings_gift()
    {
        await EnterAsync(Old);
        await EnterAsync(New);

        Assert.That(await InItAsync(), Is.EqualTo(new[] { "SWEET", "Dear Ada" }));
        Assert.That((await StoryAsync(4))[^1], Does.EndWith("The rule's settings are others than when it decided, and what it decided stays. Queued: 1 × A wrapped sweet (SWEET), a handwritten note."));
    }

    [Test]
    public async Task What_passed_stays_so()
    {
        await EnterAsync(Old.Passing());
        await EnterAsync(New);

        Assert.That(await CountAsync("select count(*) from parcel_lines"), Is.Zero);
    }

    [Test]
    public async Task An_order_with_another_place_in_the_row_is_decided_anew()
    {
        await EnterAsync(Old);
        await EnterAsync(New with { Ordinal = 5 });

        Assert.That(await InItAsync(), Is.EqualTo(new[] { "MUG", "Hello" }));
    }

    [Test]
    public async Task An_order_that_counts_no_more_loses_what_it_had()
    {
        await EnterAsync(Old);
        await EnterAsync(New.Passing() with { Ordinal = null });

        Assert.That(await CountAsync("select count(*) from parcel_lines"), Is.Zero);
    }

    [Test]
    public async Task Whoever_is_forgotten_keeps_the_gift_and_gets_words_without_a_name()
    {
        await EnterAsync(Old);
        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, new Person(Shop.Domain, Shop.Ada, [], Guid.NewGuid())));
        await EnterAsync(New);

        Assert.That(await InItAsync(), Is.EqualTo(new[] { "SWEET", "Hello" }));
    }

    private async Task<string?[]> InItAsync() => [.. (await CurrentAsync(4))!.Lines.Select(l => l.Kind == LineKind.Extra ? l.Sku : l.Text)];
}
