using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>What a rule wished to write is kept with its words, and what a customer likes with their number.</summary>
public sealed class WishesOfPersonTests(StoreKind kind) : OnGivingShop(kind)
{
    private readonly Person _ada = new(Shop.Domain, Shop.Ada, [], Guid.NewGuid());

    [SetUp]
    public async Task Wish()
    {
        await EnterAsync(Shop.Decided(4));
        await EnterAsync(Shop.Decided(4, rule: "z-rule") with { Lines = [Shop.Note("Ada, this note goes second.")] });
        await WriteAsync(s => s.EachAsync<object>("insert into preferences (shop, customer_id, refuses, likes, sizes) values (@Shop, @CustomerId, 'MUG', '', 'M')", [new { Shop = Shop.Domain, CustomerId = Shop.Ada }]));
    }

    [Test]
    public async Task Who_asks_is_told_all_of_it() =>
        Assert.That((await ReadAsync(s => new WishesOfPerson().ExportAsync(s, _ada)))!.ToJsonString(), Is.EqualTo(
            """{"refuses":["MUG"],"likes":[],"sizes":["M"],"notesThatRulesWishedToWrite":["Dear Ada, thank you for coming back.","Ada, this note goes second."],"arms":[]}"""));

    /// <summary>The other rule may be paused, off or failing, and not answer for the new one.</summary>
    [Test]
    public async Task Words_to_somebody_go_when_the_order_is_somebody_elses()
    {
        await EnterAsync(Shop.Decided(4, version: 2, rule: "z-rule") with { CustomerId = 8, Lines = [Shop.Note("Dear Bob")] });

        Assert.That((await CurrentAsync(4))!.Lines.Select(l => l.Text), Is.EqualTo(new[] { "Dear Bob" }));
        Assert.That(await CountAsync("select count(*) from decisions where wish like '%Ada%'") + await CountAsync("select count(*) from parcel_lines where text like '%Ada%'"), Is.Zero);
    }

    [Test]
    public async Task Who_is_forgotten_leaves_no_word_of_it_also_when_it_is_chosen_again()
    {
        Assert.That(await Store.WriteAsync(s => new WishesOfPerson().RedactAsync(s, _ada), CancellationToken.None), Is.EqualTo(3));
        await Store.WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, _ada), CancellationToken.None);

        await EnterAsync(Shop.Decided(4, version: 2).Passing());

        Assert.That((await CurrentAsync(4))!.Lines.Single().Text, Is.EqualTo(RemovedWords.Text), "the second note is written now");
        Assert.That(await CountAsync("select count(*) from decisions where wish like '%Ada%'") + await CountAsync("select count(*) from preferences"), Is.Zero);
    }
}
