using System.Diagnostics.Metrics;
using Delight.Platform.Telemetry;

namespace Delight.Shopify.Subscriptions;

internal static class SubscriptionTelemetry
{
    private static readonly Counter<long> Puts = DelightTelemetry.Meter.CreateCounter<long>(
        "delight.shopify.subscriptions", "{subscription}", "Subscriptions that the watch made or mended, by topic and what was done");

    public static void Made(string topic, string done) =>
        Puts.Add(1, new KeyValuePair<string, object?>("topic", topic), new KeyValuePair<string, object?>("done", done));
}
