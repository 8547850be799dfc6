using System.Diagnostics.Metrics;
using Delight.Platform.Telemetry;

namespace Delight.Shopify.WriteBack;

internal static class WriteBackTelemetry
{
    private static readonly Counter<long> Written = DelightTelemetry.Meter.CreateCounter<long>("delight.shopify.written", "{order}", "Shops' orders written, by what was done and outcome");

    public static void Count(string part, Outcome outcome)
    {
        var came = outcome.Failure is { } failure ? failure.Kind.ToString().ToLowerInvariant() : outcome.NotWritten is not null ? "refused" : outcome.Written is not null ? "written" : null;
        if (came is not null)
        {
            Written.Add(1, new KeyValuePair<string, object?>("part", part), new KeyValuePair<string, object?>("outcome", came));
        }
    }
}
