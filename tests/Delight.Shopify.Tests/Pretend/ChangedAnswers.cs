using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>A shop's door, of which the pages of changed orders are changed on their way.</summary>
internal sealed class ChangedAnswers(IShopAdmin shop, Func<OrdersUpdatedSince, Answer<OrdersUpdatedSince>> change) : IShopAdmin
{
    /// <summary>Pages that were asked for.</summary>
    public int Pages { get; private set; }

    /// <summary>As if none of these orders could be read.</summary>
    public static ChangedAnswers Unreadable(IShopAdmin shop, params long[] orders) => new(shop, page =>
        page.Orders.Nodes.FirstOrDefault(o => orders.Contains(o.LegacyResourceId)) is { } order
            ? new Failure(FailureKind.Unusable, $"The answer is not what it should be, at {order.Name}.") : page);

    public async Task<Answer<T>> SendAsync<T>(string shopName, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await shop.SendAsync(shopName, document, variables, urgency, cancellationToken);
        if (answer.Value is not OrdersUpdatedSince page)
        {
            return answer;
        }

        Pages++;
        return (Answer<T>)(object)change(page);
    }
}
