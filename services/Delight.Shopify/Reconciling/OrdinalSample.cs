using Delight.Shopify.Documents;

namespace Delight.Shopify.Reconciling;

/// <summary>Some of the orders that were looked at, each of another customer, and each as likely to be chosen as any other.</summary>
/// <param name="most">How many.</param>
internal sealed class OrdinalSample(int most)
{
    private readonly List<Sampled> _chosen = [];
    private readonly HashSet<long> _customers = [];
    private readonly HashSet<long> _underWay = [];
    private long _offered;

    public IEnumerable<Sampled> Chosen => _chosen.Where(c => !_underWay.Contains(c.CustomerId));

    /// <param name="missed">Orders of which the ledger hears only now: where their customers' other orders stand is not settled yet.</param>
    public void Offer(IReadOnlyList<ChangedOrder> page, IReadOnlySet<long> missed)
    {
        foreach (var order in page.Where(o => o.Customer is not null))
        {
            if (missed.Contains(order.LegacyResourceId))
            {
                _underWay.Add(order.Customer!.LegacyResourceId);
            }
            else if (order.CustomerJourneySummary?.CustomerOrderIndex is { } place)
            {
                Offer(new Sampled(order.LegacyResourceId, order.Name, order.Customer!.LegacyResourceId, place));
            }
        }
    }

    private void Offer(Sampled order)
    {
        if (_customers.Contains(order.CustomerId))
        {
            _chosen[_chosen.FindIndex(c => c.CustomerId == order.CustomerId)] = order; // The one that changed last tells most.
            return;
        }

        _offered++;
        var at = _chosen.Count < most ? _chosen.Count : (int)Math.Min(most, Random.Shared.NextInt64(_offered));
        if (at == most)
        {
            return;
        }

        if (at == _chosen.Count)
        {
            _chosen.Add(order);
        }
        else
        {
            _customers.Remove(_chosen[at].CustomerId);
            _chosen[at] = order;
        }

        _customers.Add(order.CustomerId);
    }
}

/// <param name="Place">The order's place among its customer's, as the platform counts.</param>
internal sealed record Sampled(long OrderId, string OrderName, long CustomerId, int Place);
