using Delight.Contracts;
using Delight.Fulfilment.Packing;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Parcels;

/// <summary>A gift that left for a customer's nth order is not given a second time by that rule for an nth order.</summary>
public class RefundFarmingTests(StoreKind kind) : OnEachParcelBook(kind)
{
    /// <summary>Ada's next order, which has become her fifth after the one before was given back.</summary>
    private static readonly GestureDecided NextFifth = Shop.Decided(6) with { Ordinal = 5 };

    [Test]
    public async Task After_packing_the_next_order_in_the_same_place_gets_nothing()
    {
        await EnterAsync(Shop.Decided(5));
        await PackAsync(5);
        await EnterAsync(Shop.Decided(5).Passing() with { Version = 2, Ordinal = null });

        Assert.That(await EnterAsync(NextFifth), Is.Null);

        Assert.That((await StoryAsync(6))[^1], Does.EndWith($"This gift already left with order {Shop.OrderId(5)}, then the customer's 5th: none is given again."));
        Assert.That(await OpenAsync(), Is.Empty);
    }

    [Test]
    public async Task After_shipping_too()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(5) with { Version = 2, Fulfilled = true });

        Assert.That(await EnterAsync(NextFifth), Is.Null);
    }

    [Test]
    public async Task Also_when_it_was_shipped_and_given_back_in_one_go()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(5).Passing() with { Version = 2, Ordinal = null, Fulfilled = true });

        Assert.That(await EnterAsync(NextFifth), Is.Null);
    }

    [Test]
    public async Task Also_when_both_answers_are_entered_together()
    {
        await EnterAsync(Shop.Decided(5));

        await EnterTogetherAsync(Shop.Decided(5) with { Version = 2, Fulfilled = true }, NextFifth);

        Assert.That(await OpenAsync(), Is.Empty);
    }

    [Test]
    public async Task What_was_already_promised_to_the_other_order_is_taken_out_when_the_first_is_packed()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(NextFifth);

        await PackAsync(5);

        Assert.That(await OpenAsync(), Is.Empty);
        Assert.That((await StoryAsync(6))[^1], Is.EqualTo(
            $"packing: The same gift left with order {Shop.OrderId(5)}, which had this place in the customer's row; it is withdrawn here."));
    }

    [Test]
    public async Task And_when_the_first_is_reported_as_shipped()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(NextFifth);

        await EnterAsync(Shop.Decided(5) with { Version = 2, Fulfilled = true });

        Assert.That(await OpenAsync(), Is.Empty);
    }

    [Test]
    public async Task The_order_that_had_it_keeps_it()
    {
        await EnterAsync(Shop.Decided(5));
        await PackAsync(5);

        await EnterAsync(Shop.Decided(5) with { Version = 2 });

        Assert.That((await CurrentAsync(5))!.Lines, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Another_place_another_rule_another_customer_and_another_shop_are_not_concerned()
    {
        await EnterAsync(Shop.Decided(5));
        await PackAsync(5);

        Assert.That((await EnterAsync(Shop.Decided(6)))?.Lines, Has.Count.EqualTo(2));
        Assert.That((await EnterAsync(Shop.Decided(7, rule: "a-seal") with { Ordinal = 5 }))?.Lines, Has.Count.EqualTo(2));
        Assert.That((await EnterAsync(Shop.Decided(8) with { Ordinal = 5, CustomerId = Shop.Bert }))?.Lines, Has.Count.EqualTo(2));
        Assert.That((await EnterAsync(Shop.Decided(9) with { Ordinal = 5, Shop = Shop.OtherDomain }))?.Lines, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_gift_that_never_left_may_be_given_to_the_next()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(5).Passing() with { Version = 2, Ordinal = null });

        Assert.That((await EnterAsync(NextFifth))?.Lines, Has.Count.EqualTo(2));
    }

    private async Task<IReadOnlyList<PackingSlip>> OpenAsync() =>
        (await new PackingList(Store).ReadAsync(null, ParcelState.Open, null, Cursor.Start, 100, CancellationToken.None)).Orders;
}
