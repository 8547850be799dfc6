using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Delight.Platform.Bus;

/// <summary>What the broker's client lets escape on a thread of its own, such as RabbitMQ.Client 7.1 from the callback of its heartbeat when a
/// connection breaks in that moment (mended in 7.2.1), would end the process. It is said instead: <see cref="BusWatch"/> sees whether the bus works.</summary>
internal static class EscapedFailures
{
    private static readonly Lock Installing = new();
    private static ILogger? _log;

    /// <summary>Once in a process; what escapes is said in the log given last.</summary>
    public static void SayIn(ILogger log)
    {
        lock (Installing)
        {
            if (Interlocked.Exchange(ref _log, log) is null)
            {
                ExceptionHandling.SetUnhandledExceptionHandler(Survives);
            }
        }
    }

    /// <returns>That it is the client's: the client had a part in it and we had none.</returns>
    internal static bool IsOfClient(Exception failure)
    {
        var through = Assemblies(failure).ToHashSet();
        return through.Any(a => a.StartsWith("RabbitMQ.", StringComparison.Ordinal) || a.StartsWith("MassTransit", StringComparison.Ordinal))
            && !through.Any(a => a.StartsWith("Delight.", StringComparison.Ordinal));
    }

    private static bool Survives(Exception failure)
    {
        if (!IsOfClient(failure))
        {
            return false;
        }

        Log.ClientFailed(_log!, failure);
        return true;
    }

    private static IEnumerable<string> Assemblies(Exception failure) =>
        new StackTrace(failure).GetFrames().Select(f => f.GetMethod()?.DeclaringType?.Assembly.GetName().Name ?? "")
            .Concat((failure is AggregateException many ? many.InnerExceptions : (IEnumerable<Exception>)(failure.InnerException is { } cause ? [cause] : [])).SelectMany(Assemblies));
}
