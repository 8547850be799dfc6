using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Shopify.WriteBack;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>Words in a shop's order that were meant for a merged customer are the kept one's to know and to have removed.</summary>
internal sealed class WordsToMergedCustomersTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    [Test]
    public async Task They_are_handed_out_and_removed_with_the_kept_ones()
    {
        await WriteAsync(s => s.EachAsync<object>(
            "insert into shopify_written (shop, order_id, order_name, customer_id, version, lines, changed_at) values (@Shop, 1, '#1', @Customer, 1, @Lines, 0)",
            [new { Shop = Shop.Domain, Customer = Shop.Bert, Lines = WantedLine.Write([new WantedLine(LineKind.HandwrittenNote, null, null, 1, "Dear Bert", "why")]) }]));
        await WriteAsync(s => s.NoteMergeAsync(new CustomersMerged { Shop = Shop.Domain, KeptCustomerId = Shop.Ada, MergedCustomerId = Shop.Bert, Delivery = Shop.Delivery("customers/merge") }));
        var person = new Person(Shop.Domain, Shop.Ada, [], Guid.Empty);

        Assert.That((await ReadAsync(s => new WrittenOfPerson().ExportAsync(s, person)))!.ToJsonString(), Does.Contain("Dear Bert"));
        await WriteAsync(s => new WrittenOfPerson().RedactAsync(s, person));

        Assert.That(await CountAsync("select count(*) from shopify_written where lines like '%Bert%'"), Is.Zero);
    }
}
