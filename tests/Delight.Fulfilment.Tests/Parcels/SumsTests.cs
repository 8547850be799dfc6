using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Tests.Parcels;

/// <summary>Sums are kept beside the parcels, and never differ from a count.</summary>
public class SumsTests(StoreKind kind) : OnEachParcelBook(kind)
{
    [Test]
    public async Task An_open_parcel_with_its_lines_is_counted_and_counted_off_again()
    {
        await EnterAsync(Shop.Decided(5));
        Assert.That(await SumsAsync(), Is.EqualTo((1, 0, 2)));

        await PackAsync(5);
        Assert.That(await SumsAsync(), Is.EqualTo((0, 1, 2)));
    }

    [Test]
    public async Task A_withdrawn_parcel_is_in_no_sum()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(5).Passing() with { Version = 2 });

        Assert.That(await SumsAsync(), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task A_parcel_packed_without_a_gift_is_in_no_sum()
    {
        await EnterAsync(Shop.Decided(5).Passing());
        await PackAsync(5);

        Assert.That(await SumsAsync(), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task After_any_course_of_events_they_equal_a_count([Range(1, 6)] int seed)
    {
        var chance = new Random(seed);
        for (var step = 0; step < 80; step++)
        {
            var number = 1 + chance.Next(6);
            var answer = Shop.Decided(number, version: 1 + chance.Next(4), rule: chance.Next(2) == 0 ? "a" : "b") with
            {
                Ordinal = 4 + chance.Next(3),
                Fulfilled = chance.Next(10) == 0,
            };
            await (chance.Next(8) == 0 ? PackAsync(number) : EnterAsync(chance.Next(3) == 0 ? answer.Passing() : answer));
        }

        Assert.That(await SumsAsync(), Is.EqualTo((
            await CountAsync("select count(*) from parcels where state = 'open' and line_count > 0"),
            await CountAsync("select count(*) from parcels where state = 'packed' and line_count > 0"),
            await CountAsync("select count(*) from parcel_lines"))));
        Assert.That(await CountAsync("select count(*) from parcels p where line_count <> (select count(*) from parcel_lines l where l.shop = p.shop and l.order_id = p.order_id)"), Is.Zero);
    }

    private async Task<(long Open, long Packed, long Lines)> SumsAsync()
    {
        var sums = await ReadAsync(s => s.SumsAsync(Shop.Domain));
        return (sums.GetValueOrDefault("fulfilment/open"), sums.GetValueOrDefault("fulfilment/packed"), sums.GetValueOrDefault("fulfilment/lines"));
    }
}
