using Delight.Contracts;
using Delight.Fulfilment.Packing;
using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Tests.Parcels;

/// <summary>What a customer asked for is with the parcel, before anything that goes into it.</summary>
public class SpecialRequestTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private static readonly GestureDecided Asked = Shop.Decided(4) with { SpecialRequest = "Please no plastic.", CustomerTags = ["likes:tea"] };
    private static readonly Person Ada = new(Shop.Domain, Shop.Ada, [], Guid.NewGuid());

    [Test]
    public async Task The_packer_and_the_world_are_told_first()
    {
        var changed = await EnterAsync(Asked);
        var page = await new PackingList(Store).ReadAsync(null, null, null, Cursor.Start, 10, CancellationToken.None);

        Assert.That((changed!.SpecialRequest, page.Orders.Single().SpecialRequest), Is.EqualTo(("Please no plastic.", "Please no plastic.")));
        Assert.That(page.Orders[0].Lines.Select(l => l.Kind), Is.EqualTo(new[] { LineKind.Extra, LineKind.HandwrittenNote }));
    }

    [Test]
    public async Task A_request_that_changes_is_told_anew()
    {
        await EnterAsync(Asked);

        var changed = await EnterAsync(Asked with { Version = 2, SpecialRequest = "By the back door, please." });

        Assert.That((changed!.SpecialRequest, changed.Version), Is.EqualTo(("By the back door, please.", 2)));
    }

    [Test]
    public async Task A_packed_parcel_keeps_what_was_asked_when_it_was_packed()
    {
        await EnterAsync(Asked);
        await PackAsync(4);
        await EnterAsync(Asked with { Version = 2, SpecialRequest = "Too late." });

        Assert.That((await CurrentAsync(4))!.SpecialRequest, Is.EqualTo("Please no plastic."));
    }

    /// <summary>In a rolling upgrade rules of both releases answer for one order.</summary>
    [Test]
    public async Task A_rule_of_an_earlier_release_does_not_take_the_request_away()
    {
        await EnterAsync(Asked with { OrderTotal = Money.Of(20, Shop.Currency) });
        await EnterAsync(Shop.Decided(4, rule: "older-rule") with { Lines = [Shop.Extra("SEAL")] });

        Assert.That((await CurrentAsync(4))!.SpecialRequest, Is.EqualTo("Please no plastic."));
    }

    [Test]
    public async Task It_goes_when_the_customer_is_forgotten_also_where_the_parcel_is_packed()
    {
        await EnterAsync(Asked);
        await PackAsync(4);

        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, Ada));

        Assert.That((await CurrentAsync(4))!.SpecialRequest, Is.Null);
        Assert.That(await CountAsync("select count(*) from parcels where request is not null or customer_tags is not null"), Is.Zero);
    }

    [Test]
    public async Task Who_asks_is_told_of_it()
    {
        await EnterAsync(Asked);

        Assert.That((await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, Ada)))!.ToJsonString(), Does.Contain("Please no plastic.").And.Contain("likes:tea"));
    }
}
