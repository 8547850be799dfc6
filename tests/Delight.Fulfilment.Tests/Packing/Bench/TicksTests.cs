using Delight.Contracts;
using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Tests.Packing.Bench;

/// <summary>A tick says that a line, as it is worded, is in the box.</summary>
public sealed class TicksTests(StoreKind kind) : OnEachBench(kind)
{
    [Test]
    public async Task Ticked_twice_is_ticked_and_a_tick_can_be_taken_back()
    {
        var (extra, note) = await TwoLinesAsync();

        await TickAsync(5, note);
        await TickAsync(5, extra);
        await TickAsync(5, extra);
        Assert.That(await TickedAsync(), Is.EqualTo(new[] { extra, note }));
        await TickAsync(5, extra, ticked: false);
        await TickAsync(5, extra, ticked: false);

        Assert.That(await TickedAsync(), Is.EqualTo(new[] { note }));
    }

    [Test]
    public async Task Keys_go_into_an_address_and_differ_with_every_wording()
    {
        GestureLine line = Shop.Extra("A/B ?#é") with { Text = "Size M" };
        GestureLine[] wordings = [line, line with { Quantity = 2 }, line with { Text = null }, line with { Title = "Another" }, line with { Sku = "C" }, line with { Kind = LineKind.WaxSeal }];
        var keys = new List<string>();
        foreach (var (worded, number) in wordings.Select((w, i) => (w, i + 4)))
        {
            await EnterAsync(Shop.Decided(number) with { CustomerId = number, Lines = [worded] });
            keys.Add((await ShowAsync(number, Left)).Lines.Single().Key);
        }

        Assert.That(keys, Is.Unique);
        Assert.That(keys.Select(Uri.EscapeDataString), Is.EqualTo(keys));
    }

    [Test]
    public async Task A_line_that_changes_loses_its_tick_and_the_others_keep_theirs()
    {
        var (extra, note) = await TwoLinesAsync();
        await TickAsync(5, extra);
        await TickAsync(5, note);

        await EnterAsync(Shop.Decided(5, version: 2) with { Lines = [Shop.Extra(), Shop.Note("Other words")] });

        Assert.That(await TickedAsync(), Is.EqualTo(new[] { extra }));
    }

    [Test]
    public async Task A_tick_does_not_come_back_with_the_old_words_once_others_were_shown()
    {
        var (_, note) = await TwoLinesAsync();
        await TickAsync(5, note);
        await EnterAsync(Shop.Decided(5, version: 2) with { Lines = [Shop.Extra(), Shop.Note("Other words")] });
        await ShowAsync(5, Left);

        await EnterAsync(Shop.Decided(5, version: 3));

        Assert.That(await TickedAsync(), Is.Empty);
    }

    [Test]
    public async Task What_an_offline_tablet_ticked_is_taken_when_its_lease_ran_out_and_another_has_the_parcel()
    {
        var (extra, note) = await TwoLinesAsync();
        await TakeAsync(5, Left);
        Clock.Advance(Lease.Lasts);
        await TakeAsync(5, Right);

        await TickAsync(5, extra);
        await TickAsync(5, $"{note}0");

        Assert.That((await ShowAsync(5, Right)).Lines.Where(l => l.Ticked).Select(l => l.Key), Is.EqualTo(new[] { extra }));
        Assert.That(await CountAsync("select count(*) from ticks"), Is.EqualTo(1), "A key of no line is not kept.");
    }

    [Test]
    public async Task They_outlive_undoing_and_go_when_the_parcel_is_packed_for_good()
    {
        var (extra, _) = await TwoLinesAsync();
        await TickAsync(5, extra);
        await FinishAsync(5, Left);
        Assert.That((await UndoAsync(5, Left)).Parcel!.Lines.Single(l => l.Ticked).Key, Is.EqualTo(extra));

        await FinishAsync(5, Left);
        Clock.Advance(UndoMinute.Lasts);
        await PackFinishedAsync();
        await TickAsync(5, extra);

        Assert.That(await CountAsync("select count(*) from ticks"), Is.Zero);
    }

    [Test]
    public async Task They_go_with_the_words_of_somebody_who_is_forgotten()
    {
        var (_, note) = await TwoLinesAsync();
        await TickAsync(5, note);

        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, new Person(Shop.Domain, Shop.Ada, [], Guid.NewGuid())));

        Assert.That(await CountAsync("select count(*) from ticks"), Is.Zero);
    }

    private async Task<(string Extra, string Note)> TwoLinesAsync()
    {
        await EnterAsync(Shop.Decided(5));
        var lines = (await ShowAsync(5, Left)).Lines;
        return (lines[0].Key, lines[1].Key);
    }

    private async Task<string[]> TickedAsync() => [.. (await ShowAsync(5, Left)).Lines.Where(l => l.Ticked).Select(l => l.Key)];
}
