namespace Delight.Dashboard.Pages;

/// <summary>A step of an order's way as the overview draws it.</summary>
/// <param name="PerMinute">Over the last minute; absent until that is known.</param>
/// <param name="Rates">Each minute's of the last hour.</param>
internal sealed record WayStep(string Name, string Does, double? PerMinute, long Waiting, long Failing, IReadOnlyList<double> Rates, string Address)
{
    public static IReadOnlyList<WayStep> Of(IReadOnlyList<SeenQueueDepth> queues, SeenReadings readings)
    {
        WayStep Queued(string name, string does, string series, Func<SeenQueueDepth, bool> isOne, string address) =>
            Made(name, does, readings, series, queues.Where(isOne).Sum(q => q.Waiting), queues.Where(isOne).Sum(q => q.ErrorDepth), address);
        return
        [
            Made("Shop", "posts its webhooks", readings, "deliveries", 0, 0, "/find"),
            Made("Receiver", "verifies and keeps them", readings, "deliveries", Last(readings, "waiting/spool"), 0, "/queues#quarantine"),
            Queued("Ledger", "ranks the customer's orders", "orders", q => q.Name == "ledger", "/queues#ledger"),
            Queued("Rules", "decide, each with its reason", "answers", q => q.Name.StartsWith("rule-", StringComparison.Ordinal), "/rules"),
            Queued("Fulfilment", "fills the parcels", "lines", q => q.Name == "fulfilment", "/queues#fulfilment"),
        ];
    }

    private static WayStep Made(string name, string does, SeenReadings readings, string series, long waiting, long failing, string address)
    {
        const int OfAMinute = 7; // Noted every ten seconds.
        var points = readings.Series.GetValueOrDefault(series) ?? [];
        var minutes = points.GroupBy(p => p.At.ToUnixTimeSeconds() / 60).Select(g => g.Last()).ToArray();
        double? now = points.Count > 1 ? PerMinuteBetween(points[^Math.Min(points.Count, OfAMinute)], points[^1]) : null;
        return new WayStep(name, does, now, waiting, failing, [.. minutes.Zip(minutes.Skip(1), PerMinuteBetween)], address);
    }

    /// <summary>A sum that fell began anew.</summary>
    private static double PerMinuteBetween(SeenPoint before, SeenPoint after) => Math.Max(0, (after.Value - before.Value) / Math.Max(1.0 / 60, (after.At - before.At).TotalMinutes));

    private static long Last(SeenReadings readings, string series) => readings.Series.GetValueOrDefault(series) is { Count: > 0 } points ? points[^1].Value : 0;
}
