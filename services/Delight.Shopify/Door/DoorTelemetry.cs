using System.Diagnostics.Metrics;
using Delight.Platform.Telemetry;

namespace Delight.Shopify.Door;

internal static class DoorTelemetry
{
    private static readonly Counter<long> Requests = DelightTelemetry.Meter.CreateCounter<long>("delight.shopify.requests", "{request}", "Requests to shops by document and outcome");
    private static readonly Histogram<double> Costs = DelightTelemetry.Meter.CreateHistogram<double>("delight.shopify.cost", "{point}", "Points that requests to shops cost");
    private static readonly Histogram<double> Waits = DelightTelemetry.Meter.CreateHistogram<double>("delight.shopify.wait", "s", "Time that requests waited for their turn at a shop");

    public static void Asked(string document, FailureKind? failure) => Requests.Add(1,
        new KeyValuePair<string, object?>("document", document), new KeyValuePair<string, object?>("outcome", failure?.ToString().ToLowerInvariant() ?? "answered"));

    public static void Cost(string document, double points) => Costs.Record(points, new KeyValuePair<string, object?>("document", document));

    public static void Waited(Urgency urgency, TimeSpan wait) => Waits.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("urgency", urgency == Urgency.WriteBack ? "write-back" : "background"));
}
