using Delight.Contracts;
using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Tests;

/// <summary>Notes speak to people by name; a wish to be forgotten reaches them, packed or not.</summary>
public class ParcelsOfPersonTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private static readonly Person Ada = new(Shop.Domain, Shop.Ada, [], Guid.NewGuid());

    [Test]
    public async Task The_words_go_and_the_parcels_stay()
    {
        await Book.EnterAsync(Shop.Decided(4), CancellationToken.None);
        await Book.EnterAsync(Shop.Decided(5) with { CustomerId = 8 }, CancellationToken.None);

        var rows = 0;
        await WriteAsync(async s => rows = await new ParcelsOfPerson().RedactAsync(s, Ada));

        Assert.That(rows, Is.EqualTo(1));
        Assert.That(await CountAsync("select count(*) from parcel_lines where text = '(the words are removed: the customer asked to be forgotten)'"), Is.EqualTo(1));
        Assert.That(await CountAsync("select count(*) from parcel_lines"), Is.EqualTo(4));
    }

    [Test]
    public async Task The_wordings_that_were_not_taken_go_as_well()
    {
        await EnterAsync(Shop.Decided(4) with { Lines = [Shop.Note("Dear Ada") with { Wording = "one", OtherWordings = [Shop.Note("Ada, dear") with { Wording = "two" }] }] });

        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, Ada));

        Assert.That(await CountAsync("select count(*) from parcel_lines where text like '%Ada%' or wordings is not null"), Is.Zero);
        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select wording from parcel_lines")), Is.EqualTo(new[] { "one" }), "what was read is still known");
    }

    [Test]
    public async Task A_packed_parcel_loses_the_words_too_and_stays_packed()
    {
        await Book.EnterAsync(Shop.Decided(4) with { Lines = [Shop.Extra() with { Text = "Engraved: Ada" }, Shop.Note()] }, CancellationToken.None);
        await PackAsync(4);

        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, Ada));

        Assert.That((await CurrentAsync(4))!.Lines.Select(l => l.Text), Is.All.EqualTo(RemovedWords.Text));
        Assert.That((await CurrentAsync(4))!.State, Is.EqualTo(ParcelState.Packed));
    }

    [Test]
    public async Task A_note_that_was_packed_for_somebody_else_is_not_handed_out_to_whom_the_order_belongs_now()
    {
        await EnterAsync(Shop.Decided(4));
        await PackAsync(4);
        await EnterAsync(Shop.Decided(4, version: 2) with { CustomerId = 8, Gives = false, Lines = [], Ordinal = 1 });

        Assert.That(await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, Ada with { CustomerId = 8 })), Is.Null);
        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select customer_id from given")), Is.EqualTo(new[] { Shop.Ada }), "nor does it count as given to them");
    }

    [TestCase(8L)]
    [TestCase(null)]
    public async Task A_parcel_that_was_shipped_when_its_order_went_to_somebody_else_is_the_persons_too(long? customerNow)
    {
        await EnterAsync(Shop.Decided(4) with { Lines = [Shop.Note("Dear Ada") with { Wording = "one", OtherWordings = [Shop.Note("Ada, dear") with { Wording = "two" }] }] });
        await EnterAsync(Shop.Decided(4, version: 2) with { CustomerId = customerNow, Fulfilled = true });

        var handedOut = customerNow is null ? null : await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, Ada with { CustomerId = 8 }));
        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, Ada));

        Assert.That(handedOut, Is.Null);
        Assert.That(await CountAsync("select count(*) from parcel_lines where text like '%Ada%' or wordings is not null"), Is.Zero);
    }

    [TestCase(8L)]
    [TestCase(null)]
    public async Task A_parcel_packed_for_the_person_loses_the_words_whoever_the_order_belongs_to_since(long? customerNow)
    {
        await EnterAsync(Shop.Decided(4));
        await PackAsync(4);
        await EnterAsync(Shop.Decided(4, version: 2) with { CustomerId = customerNow });

        var handedOut = await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, Ada));
        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, Ada));

        Assert.That(handedOut?.ToJsonString(), Does.Contain("Ada"));
        Assert.That((await CurrentAsync(4))!.Lines.Select(l => l.Text).OfType<string>(), Is.All.EqualTo(RemovedWords.Text).And.Not.Empty);
    }

    [Test]
    public async Task An_answer_that_was_under_way_does_not_bring_the_words_back_and_the_nameless_one_has_its_own()
    {
        await ForgetAsync(owedVersion: 2);

        await EnterAsync(Shop.Decided(4));
        await PackAsync(4);
        await EnterAsync(Shop.Decided(5, version: 2) with { Lines = [Shop.Note("Dear friend.")] });

        Assert.That((await CurrentAsync(4))!.Lines.Select(l => l.Text).OfType<string>(), Is.EqualTo(new[] { RemovedWords.Text }));
        Assert.That((await CurrentAsync(5))!.Lines.Single().Text, Is.EqualTo("Dear friend."));
    }

    [Test]
    public async Task An_answer_for_an_order_made_after_that_keeps_its_words()
    {
        await ForgetAsync(owedVersion: 2);

        await EnterAsync(Shop.Decided(200));

        Assert.That((await CurrentAsync(200))!.Lines.Select(l => l.Text).OfType<string>().Single(), Does.Contain("Ada"));
    }

    [Test]
    public async Task Of_a_forgotten_shop_only_what_is_owed_since_is_entered()
    {
        await WriteAsync(s => s.BuryShopAsync(Shop.Domain, Shop.Day(100)));
        await OweAsync(5, 1);

        var changes = await EnterTogetherAsync(Shop.Decided(4), Shop.Decided(5), Shop.Decided(6) with { Shop = Shop.OtherDomain });

        Assert.That(changes.Select(c => c?.OrderId), Is.EqualTo(new long?[] { null, Shop.OrderId(5), Shop.OrderId(6) }));
        Assert.That(await CountAsync("select count(*) from parcels"), Is.EqualTo(2), "nothing of what was under way");
    }

    /// <summary>The ledger gave orders 4 and 5 a nameless standing.</summary>
    private async Task ForgetAsync(long owedVersion)
    {
        await WriteAsync(s => s.BuryAsync(Ada, Shop.Day(100)));
        await OweAsync(4, owedVersion);
        await OweAsync(5, owedVersion);
    }

    private Task OweAsync(int number, long version) => WriteAsync(s => s.OweAsync(
        [new WorkItem { Shop = Shop.Domain, SubjectId = Shop.OrderId(number), Worker = Queues.OfRule(Shop.Rule), Version = version, Cause = "" }]));

    [Test]
    public async Task All_lines_are_handed_out()
    {
        await Book.EnterAsync(Shop.Decided(4), CancellationToken.None);

        Assert.That((await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, Ada)))!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, Ada with { CustomerId = 1 })), Is.Null);
    }

    [Test]
    public async Task Of_a_forgotten_shop_nothing_stays()
    {
        await Book.EnterAsync(Shop.Decided(4), CancellationToken.None);
        await Book.EnterAsync(Shop.Decided(5) with { Shop = Shop.OtherDomain }, CancellationToken.None);

        await WriteAsync(s => new ParcelsOfPerson().RedactShopAsync(s, Shop.Domain));

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select shop from parcels union select shop from parcel_lines union select shop from decisions")), Is.EqualTo(new[] { Shop.OtherDomain }));
    }
}
