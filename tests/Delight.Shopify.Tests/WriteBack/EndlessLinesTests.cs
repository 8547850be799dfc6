using Delight.ObjectMother.Stores;
using Delight.Shopify.Documents;
using Delight.Shopify.Tests.Pretend;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

internal sealed class EndlessLinesTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    [Test]
    [CancelAfter(10_000)]
    public async Task A_shop_that_says_of_an_orders_lines_that_more_follow_and_not_where_is_not_asked_for_ever()
    {
        await using var shop = await OpenAsync(Store, ShopifyShopSettings.WriteBackSettings.OrderEdit);
        await shop.WishAsync(shop.Order(), 1, Tea());
        var endless = new AlteredAnswers<OrderForEdit>(shop.Admin, found => found with
        {
            Order = found.Order! with { LineItems = found.Order.LineItems with { PageInfo = new PageInfo(HasNextPage: true, EndCursor: null) } },
        });

        await shop.WorkOffAsync(endless);
        Assert.That((endless.Answers, shop.Shop.Log.CountOf("BeginEdit")), Is.EqualTo((1, 0)));
    }
}
