using Delight.Simulator;

namespace Delight.Benchmarks.Load;

/// <summary>The orders that are sent, in time order, and what must come of them.</summary>
/// <param name="Source">Where they come from, for the report.</param>
/// <param name="Requests">Ready to be sent.</param>
/// <param name="Gifted">How many of them are a customer's fourth to seventh order.</param>
internal sealed record Orders(string Source, IReadOnlyList<byte[]> Requests, int Gifted)
{
    private const int CdnowCustomers = 23_570;
    private const int CdnowOrders = 69_659;
    private const int Seed = 1997;
    private const int RequestsForADoor = 2_000;
    private static readonly DateTimeOffset End = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);

    public double MeanBytes => Requests.Average(r => r.Length);

    /// <summary>The recorded history of CDNOW where it lies beside the repository, otherwise a made-up one of its size.</summary>
    public static Orders OfAShop(string repository, int most)
    {
        var recorded = Path.GetFullPath(Path.Combine(repository, "..", "shared", "data", "cdnow", "CDNOW_master.txt"));
        var history = (File.Exists(recorded) ? CdnowHistory.Read(recorded) : MadeUp().Take(CdnowOrders)).Take(most).ToArray();
        return new Orders(File.Exists(recorded) ? "CDNOW" : "made up, of CDNOW's size", [.. RecordedShop.Deliveries(history).Select(SignedRequest.Of)], CountGifted(history));
    }

    /// <summary>Some orders of about 4 KB, for a door that keeps no order apart from another.</summary>
    public static IReadOnlyList<byte[]> ForADoor() =>
        [.. RecordedShop.Deliveries(MadeUp()).OrderBy(d => Math.Abs(d.Body.Length - 4096)).Take(RequestsForADoor).Select(SignedRequest.Of)];

    /// <summary>An order that never counts, to see whether all stands.</summary>
    public static byte[] Probe() => SignedRequest.Of(RecordedShop.Deliveries([Of(long.MaxValue, 1) with { Test = true }]).Single());

    /// <summary>One more order of a customer, made after the end of the histories.</summary>
    public static byte[] New(long id, long customer) => SignedRequest.Of(RecordedShop.Deliveries([Of(id, customer)]).Single());

    private static ShopOrder Of(long id, long customer) => new()
    {
        Id = id, Name = $"#{id}", CustomerId = customer, CreatedAt = End.AddDays(1), FinancialStatus = "paid", Total = 30, Currency = "USD",
    };

    private static IEnumerable<ShopOrder> MadeUp() => DemoShop.History(CdnowCustomers, Seed, End)
        .Where(o => o is { CustomerId: not null, CancelledAt: null, Test: false, FinancialStatus: "paid" });

    private static int CountGifted(IEnumerable<ShopOrder> history) =>
        history.GroupBy(o => o.CustomerId).Sum(customer => Math.Clamp(customer.Count() - 3, 0, 4));
}
