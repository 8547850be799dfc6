using System.Runtime.CompilerServices;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Rounds;

namespace Delight.Shopify.Reconciling;

/// <summary>The orders of a shop that changed, page by page from the oldest change on. A page that cannot be read is read order by order, so that
/// one that cannot be read keeps no other from coming.</summary>
internal sealed class ChangedOrders(IShopAdmin admin)
{
    /// <param name="from">Included.</param>
    /// <param name="until">Included.</param>
    /// <param name="known">Changes of which it is known that they cannot be read.</param>
    /// <exception cref="ShopFailedException"/>
    public async IAsyncEnumerable<ChangedPage> ReadAsync(string shop, DateTimeOffset from, DateTimeOffset until, IReadOnlySet<(long OrderId, DateTimeOffset UpdatedAt)> known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asking = new Asking(shop, from, until, WithPeople: true, After: null);
        var (more, anyRead) = (from < until, false);
        while (more)
        {
            (asking, var answer) = await AskAsync(asking, OrdersUpdatedSince.Most, cancellationToken);
            ChangedPage page;
            if (answer.Failure is { Kind: FailureKind.Unusable } unusable)
            {
                page = await OneByOneAsync(asking, cancellationToken);
                if (!anyRead && page.Orders.Count == 0 && !page.LeftOut.All(o => known.Contains((o.OrderId, o.UpdatedAt.ToUniversalTime()))))
                {
                    throw new ShopFailedException(unusable); // Where none can be read, it is not for the order's sake.
                }
            }
            else
            {
                var orders = answer.OrThrow().Orders;
                page = new ChangedPage(orders.Nodes, [], orders.PageInfo);
            }

            anyRead |= page.Orders.Count > 0;
            if (page.Orders.Count + page.LeftOut.Count > 0)
            {
                yield return page;
            }

            (asking, more) = Next(asking, page.Next);
        }
    }

    /// <summary>As many as a page has.</summary>
    private async Task<ChangedPage> OneByOneAsync(Asking asking, CancellationToken cancellationToken)
    {
        var (orders, leftOut, next) = (new List<ChangedOrder>(), new List<LeftOut>(), new PageInfo(true, asking.After));
        for (var n = 0; n < OrdersUpdatedSince.Most && next.HasNextPage; n++)
        {
            (asking, var answer) = await AskAsync(asking, 1, cancellationToken);
            if (answer.Failure is { Kind: FailureKind.Unusable } unusable)
            {
                var numbers = (await admin.SendAsync(asking.Shop, OrderNumbersUpdatedSince.Document, OrderNumbersUpdatedSince.Of(asking.Variables(1)), Urgency.Background, cancellationToken)).OrThrow().Orders;
                leftOut.AddRange(numbers.Nodes.Select(o => new LeftOut(o.LegacyResourceId, o.UpdatedAt, unusable.Sentence)));
                next = numbers.PageInfo;
            }
            else
            {
                var page = answer.OrThrow().Orders;
                orders.AddRange(page.Nodes);
                next = page.PageInfo;
            }

            (asking, _) = Next(asking, next);
        }

        return new ChangedPage(orders, leftOut, next);
    }

    /// <summary>Without protected customer data, all the rest may still be read.</summary>
    private async Task<(Asking Asking, Answer<OrdersUpdatedSince> Answer)> AskAsync(Asking asking, int first, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(asking);
        if (!asking.WithPeople || answer.Failure?.Kind != FailureKind.Refused)
        {
            return (asking, answer);
        }

        var without = asking with { WithPeople = false };
        return (without, await SendAsync(without));

        Task<Answer<OrdersUpdatedSince>> SendAsync(Asking how) => admin.SendAsync(how.Shop, OrdersUpdatedSince.Document, how.Variables(first), Urgency.Background, cancellationToken);
    }

    /// <exception cref="ShopFailedException">The same page would come for ever.</exception>
    private static (Asking Asking, bool More) Next(Asking asking, PageInfo page) =>
        page.Standstill(asking.Shop, asking.After) is { } failure ? throw new ShopFailedException(failure)
        : page.HasNextPage ? (asking with { After = page.EndCursor }, true) : (asking, false);

    private sealed record Asking(string Shop, DateTimeOffset From, DateTimeOffset Until, bool WithPeople, string? After)
    {
        public OrdersUpdatedSince.Variables Variables(int first) => OrdersUpdatedSince.Of(From, Until, After, WithPeople) with { First = first };
    }
}

/// <param name="LeftOut">Those that are among them and cannot be read.</param>
internal sealed record ChangedPage(IReadOnlyList<ChangedOrder> Orders, IReadOnlyList<LeftOut> LeftOut, PageInfo Next)
{
    /// <summary>The last change of the page.</summary>
    public DateTimeOffset Until => Orders.Select(o => o.UpdatedAt).Concat(LeftOut.Select(o => o.UpdatedAt)).Max();
}

/// <summary>An order of which nothing comes in.</summary>
/// <param name="Why">A sentence.</param>
internal sealed record LeftOut(long OrderId, DateTimeOffset UpdatedAt, string Why);
