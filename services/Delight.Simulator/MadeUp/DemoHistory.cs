namespace Delight.Simulator;

/// <summary>Makes up the orders of a shop: its customers' by <see cref="PurchaseModel"/>, and beside them guests' and test orders.</summary>
internal sealed class DemoHistory(int customers, int seed, DateTimeOffset end)
{
    private const double GuestsPerOrder = 0.05;
    private const double TestsPerOrder = 0.004;
    private const double ShareCancelled = 0.03;
    private const double ShareOfCancelledNeverPaid = 0.3;

    // Odd and above 2^53, so that a number read as a JavaScript double comes out wrong and is noticed.
    private const long FirstId = 9_100_000_000_000_001;
    private const int FirstName = 1001;

    private readonly PurchaseModel model = PurchaseModel.Cdnow;
    private readonly DateTimeOffset start = end - TimeSpan.FromDays(7 * PurchaseModel.Cdnow.Weeks);

    public IReadOnlyList<ShopOrder> Orders()
    {
        if (customers == 0)
            return [];

        var placed = Enumerable.Range(0, customers).SelectMany(CustomersOrders).ToList();
        var ordered = placed.Count;
        placed.AddRange(Enumerable.Range(0, (int)Math.Round(ordered * GuestsPerOrder)).Select(GuestsOrder));
        placed.AddRange(Enumerable.Range(0, Math.Max(1, (int)Math.Round(ordered * TestsPerOrder))).Select(TestOrder));
        return [.. placed.OrderBy(order => order.At).Select(Order)];
    }

    private IEnumerable<Placed> CustomersOrders(int customer)
    {
        var who = DemoCustomer.Number(customer, seed);
        return model.Purchases(seed, customer).Select(purchase => new Placed(At(purchase.Week), who, purchase.Spend));
    }

    private Placed GuestsOrder(int number)
    {
        var chance = new Chance(seed, Draw.Guests, number);
        return new(At(chance.Uniform(0, model.Weeks)), DemoCustomer.Guest(number), model.Spend(chance));
    }

    /// <summary>The shop's staff tries its checkout under a customer's name.</summary>
    private Placed TestOrder(int number)
    {
        var chance = new Chance(seed, Draw.Tests, number);
        var who = DemoCustomer.Number(chance.Below(customers), seed);
        return new(At(chance.Uniform(0, model.Weeks)), who, model.Spend(chance), Test: true);
    }

    private ShopOrder Order(Placed placed, int place)
    {
        var chance = new Chance(seed, Draw.Order, place);
        var cancelledAt = CancelledAt(placed, chance);
        return new()
        {
            Id = FirstId + (2L * place),
            Name = $"#{FirstName + place}",
            CustomerId = placed.By.Id,
            CustomerFirstName = placed.By.FirstName,
            CustomerLastName = placed.By.LastName,
            CustomerEmail = placed.By.Email,
            CreatedAt = placed.At,
            CancelledAt = cancelledAt,
            FinancialStatus = cancelledAt is null ? "paid" : chance.Happens(ShareOfCancelledNeverPaid) ? "voided" : "refunded",
            Test = placed.Test,
            Total = placed.Spend,
            Currency = "USD",
            Lines = DemoBasket.Worth(placed.Spend, chance),
        };
    }

    /// <summary>An hour to five days after the order, unless that is still to come.</summary>
    private DateTimeOffset? CancelledAt(Placed placed, Chance chance)
    {
        if (!chance.Happens(ShareCancelled))
            return null;

        var at = placed.At + TimeSpan.FromSeconds(Math.Floor(chance.Uniform(3600, 5 * 86400)));
        return at < end - TimeSpan.FromMinutes(1) ? at : null;
    }

    /// <summary>Whole seconds, as the platform writes them.</summary>
    private DateTimeOffset At(double week)
    {
        var at = (start + TimeSpan.FromDays(7 * week)).ToUniversalTime();
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
    }

    private sealed record Placed(DateTimeOffset At, DemoCustomer By, decimal Spend, bool Test = false);
}
