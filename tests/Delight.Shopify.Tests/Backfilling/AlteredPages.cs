using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>A shop that answers as it does, but for pages of its history.</summary>
internal sealed class AlteredPages(IShopAdmin shop, Func<OrdersCreatedBefore.Page, OrdersCreatedBefore.Page> alter) : IShopAdmin
{
    public async Task<Answer<T>> SendAsync<T>(string domain, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await shop.SendAsync(domain, document, variables, urgency, cancellationToken);
        return answer.Value is OrdersCreatedBefore found ? (T)(object)(found with { Orders = alter(found.Orders) }) : answer;
    }
}
