using System.Diagnostics.Metrics;
using Delight.Platform.Telemetry;

namespace Delight.Shopify.Reconciling;

internal static class ReconcilingTelemetry
{
    private static readonly Counter<long> Orders = DelightTelemetry.Meter.CreateCounter<long>("delight.shopify.missed", "{order}", "Orders, and merges of customers, that were found at shops, since no webhook of them had come");
    private static readonly Counter<long> Ordinals = DelightTelemetry.Meter.CreateCounter<long>("delight.shopify.ordinals", "{order}", "Ordinals compared with the platform's, by outcome");

    public static void Missed(int orders) => Orders.Add(orders);

    public static void Compared(int same, int drifting)
    {
        Ordinals.Add(same, new KeyValuePair<string, object?>("outcome", "same"));
        Ordinals.Add(drifting, new KeyValuePair<string, object?>("outcome", "drifting"));
    }
}
