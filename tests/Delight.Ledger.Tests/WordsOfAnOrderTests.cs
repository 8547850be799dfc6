using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Ledger.Privacy;

namespace Delight.Ledger.Tests;

/// <summary>What notes may speak of and packers are to know goes the way of the order, and goes away with the customer.</summary>
public class WordsOfAnOrderTests(StoreKind kind) : OnForgetting(kind)
{
    private static readonly OrderSeen Wordy = Shop.Order(1) with
    {
        Locale = "de-AT", CustomerTags = ["no chocolate", "size:M"], SpecialRequest = "Please no plastic – Ada", Items = [new OrderItem("A candle", "Beverly"), new OrderItem("Tea")],
    };

    [Test]
    public async Task A_rule_gets_all_of_it()
    {
        var ranked = (await EnterAsync(Wordy)).Single();

        Assert.That((ranked.Locale, ranked.SpecialRequest), Is.EqualTo(("de-AT", "Please no plastic – Ada")));
        Assert.That(ranked.CustomerTags, Is.EqualTo(Wordy.CustomerTags));
        Assert.That(ranked.Items, Is.EqualTo(Wordy.Items));
    }

    [Test]
    public async Task A_wish_that_is_told_later_is_published()
    {
        await EnterAsync(Wordy with { SpecialRequest = null });

        Assert.That((await EnterAsync(Wordy.Later())).Single().SpecialRequest, Is.EqualTo(Wordy.SpecialRequest));
    }

    [Test]
    public async Task What_speaks_of_the_customer_is_forgotten_with_the_name_and_no_late_snapshot_brings_it_back()
    {
        await EnterAsync(Wordy);

        var published = await AskAsync(Wish);
        await EnterAsync(Wordy.Later());

        Assert.That(published.Select(p => (p.SpecialRequest, p.CustomerTags.Count, p.Items.Count)), Is.EqualTo(new[] { ((string?)null, 0, 2) }));
        Assert.That(await CountAsync("select count(*) from orders where request is not null or customer_tags is not null"), Is.Zero);
    }

    [Test]
    public async Task Who_asks_is_told_all_of_it()
    {
        await EnterAsync(Wordy);

        var told = (await ReadAsync(s => new OrdersOfPerson(Book).ExportAsync(s, new Person(Shop.Domain, Shop.Ada, [], Guid.NewGuid()))))!.ToJsonString();

        Assert.That(told, Does.Contain("\"locale\":\"de-AT\"").And.Contain("no chocolate").And.Contain("Please no plastic").And.Contain("Beverly"));
    }

    [Test]
    public async Task An_order_without_any_has_the_fingerprint_that_it_always_had()
    {
        await EnterAsync(Shop.Order(1));

        Assert.That((await RowAsync(Shop.OrderId(1))).Facts, Is.EqualTo("35b63c960bee36a6cde7182e11e85cef"));
    }
}
