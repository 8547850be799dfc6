using Delight.Contracts;
using Delight.Fulfilment.Packing;
using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Tests.Merging;

/// <summary>Parcels follow the customer, packed or not, and what left with them counts for both.</summary>
public class MergedParcelsTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private const long Cleo = 9_200_000_000_000_009;

    [Test]
    public async Task Parcels_of_both_are_the_kept_ones_and_the_packed_one_stays_as_it_is()
    {
        await EnterAsync(Shop.Decided(4));
        await EnterAsync(Of(Shop.Bert, 5));
        await PackAsync(5);
        var before = await CurrentAsync(5);

        await Store.MergeAsync(Clock);

        Assert.That((await ListedAsync(Shop.Ada)).Select(p => p.OrderName), Is.EqualTo(new[] { "#1004", "#1005" }));
        Assert.That(await ListedAsync(Shop.Bert), Has.Count.EqualTo(2), "who asks for the merged one means the kept one");
        Assert.That((await CurrentAsync(5))!.Lines, Is.EqualTo(before!.Lines).UsingPropertiesComparer());
    }

    [Test]
    public async Task What_left_for_the_nth_order_of_the_one_is_not_given_for_the_nth_of_the_other()
    {
        await EnterAsync(Of(Shop.Bert, 5));
        await PackAsync(5);
        await Store.MergeAsync(Clock);

        Assert.That(await EnterAsync(Shop.Decided(9) with { Ordinal = 5 }), Is.Null);
        Assert.That((await StoryAsync(9))[^1], Does.Contain($"already left with order {Shop.OrderId(5)}"));
    }

    [Test]
    public async Task What_was_promised_gives_way_at_once_and_the_world_is_to_be_told()
    {
        await EnterAsync(Of(Shop.Bert, 9) with { Ordinal = 5 });
        await PackAsync(9);
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6));

        await Store.MergeAsync(Clock);

        Assert.That(((await CurrentAsync(5))!.State, (await CurrentAsync(6))!.State), Is.EqualTo((ParcelState.Withdrawn, ParcelState.Open)));
        Assert.That((await StoryAsync(5))[^1], Does.Contain($"The same gift left with order {Shop.OrderId(9)}"));
        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select order_id from untold")), Is.EqualTo(new[] { Shop.OrderId(5) }));
    }

    [Test]
    public async Task What_moves_to_another_place_is_given_for_that()
    {
        await EnterAsync(Of(Shop.Bert, 9) with { Ordinal = 5 });
        await PackAsync(9);
        await EnterAsync(Shop.Decided(5));
        await Store.MergeAsync(Clock);

        Assert.That((await EnterAsync(Shop.Decided(5, version: 2) with { Ordinal = 6 }))!.Lines, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_was_finished_at_a_bench_stays_as_it_is()
    {
        await EnterAsync(Of(Shop.Bert, 9) with { Ordinal = 5 });
        await PackAsync(9);
        await EnterAsync(Shop.Decided(5));
        await WriteAsync(s => s.ScriptAsync("update parcels set closing_until = 9000000000000000, closing_by = 'Pat' where state = 'open'"));

        await Store.MergeAsync(Clock);

        Assert.That((await CurrentAsync(5))!.Lines, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_answer_that_was_under_way_and_names_the_merged_one_is_the_kept_ones()
    {
        await EnterAsync(Shop.Decided(4));
        await Store.MergeAsync(Clock);

        var changed = await EnterAsync(Of(Shop.Bert, 5));

        Assert.That((changed!.CustomerId, changed.Lines.Count), Is.EqualTo((Shop.Ada, 2)));
        await PackAsync(5);
        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select customer_id from given")), Is.EqualTo(new[] { Shop.Ada }));
    }

    [Test]
    public async Task Told_twice_and_in_a_chain_it_ends_the_same([Values] bool chainComesLast)
    {
        await EnterAsync(Of(Shop.Bert, 4));
        await EnterAsync(Shop.Decided(5));
        await PackAsync(4);

        await Store.MergeAsync(Clock, chainComesLast ? Shop.Ada : Cleo, chainComesLast ? Shop.Bert : Shop.Ada);
        await Store.MergeAsync(Clock, chainComesLast ? Cleo : Shop.Ada, chainComesLast ? Shop.Ada : Shop.Bert);
        await Store.MergeAsync(Clock);

        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select customer_id from parcels union select customer_id from given")), Is.EqualTo(new[] { Cleo }));
    }

    [Test]
    public async Task What_a_paused_rule_said_of_the_merged_one_waits_for_the_kept_one()
    {
        await WriteAsync(s => s.ScriptAsync($"insert into paused_rules (shop, rule, orders, since, who) values ('{Shop.Domain}', '{Shop.Rule}', 'wait', 0, 'Mia')"));
        await EnterAsync(Of(Shop.Bert, 4));
        await Store.MergeAsync(Clock);
        await EnterAsync(Of(Shop.Bert, 5));

        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select distinct customer_id from held_answers")), Is.EqualTo(new[] { Shop.Ada }));
    }

    [Test]
    public async Task After_it_a_wish_to_be_forgotten_reaches_what_was_packed_for_either_also_where_both_had_the_same()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Of(Shop.Bert, 9) with { Ordinal = 5 });
        await PackAsync(5);
        await PackAsync(9);
        await Store.MergeAsync(Clock);
        var person = await ReadAsync(s => s.WholeAsync(new Person(Shop.Domain, Shop.Bert, [], Guid.NewGuid())));

        Assert.That((await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, person)))!.AsArray(), Has.Count.EqualTo(4));
        await EnterAsync(Shop.Decided(9, version: 3) with { CustomerId = Cleo });
        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, person));

        Assert.That(await CountAsync("select count(*) from parcel_lines where text like '%Ada%'"), Is.Zero, "the order that has another customer since was packed for the merged one");
    }

    [Test]
    public async Task Words_that_were_written_to_the_one_are_not_written_to_the_other()
    {
        await EnterAsync(Note(9) with { CustomerId = Shop.Bert });
        await PackAsync(9);
        await EnterAsync(Note(4));
        await Store.MergeAsync(Clock);

        await EnterAsync(Note(9) with { Version = 2 });

        Assert.That((await CurrentAsync(4))!.Lines.Single().Text, Is.EqualTo("Two"));

        static GestureDecided Note(int number) => Shop.Decided(number) with
        {
            Lines = [Shop.Note("One") with { Wording = "one", OtherWordings = [Shop.Note("Two") with { Wording = "two" }] }],
        };
    }

    [Test]
    public async Task Many_answers_and_merges_at_once_make_nobody_wait_in_a_circle()
    {
        var (store, other) = (Database.Another(), OpenBook(Database.Another()));
        var numbers = Enumerable.Range(1, 48).ToArray();
        new Random(48).Shuffle(numbers);

        await Task.WhenAll(numbers.Select((n, i) => Task.Run(async () =>
        {
            await (i % 2 == 0 ? Book : other).EnterAsync(Of(n % 2 == 0 ? Shop.Ada : Shop.Bert, n), CancellationToken.None);
            await (i % 3 == 0 ? store.MergeAsync(Clock) : PackAsync(n));
        }))).WaitAsync(Limit.Patience);

        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select customer_id from parcels union select customer_id from given")), Is.EqualTo(new[] { Shop.Ada }));
    }

    private static GestureDecided Of(long customer, int number) => Shop.Decided(number) with { CustomerId = customer };

    private async Task<IReadOnlyList<PackingSlip>> ListedAsync(long customer) =>
        (await new PackingList(Store).ReadAsync(Shop.Domain, null, customer, Cursor.Start, 100, CancellationToken.None)).Orders;
}
