using MassTransit;

namespace Delight.Platform.Bus;

/// <summary>Whether a consumer, of this process or another, may have had the message before: then what it wrote may be committed
/// and not published. The broker says so only of what it delivers again itself.</summary>
public static class ComingAgain
{
    /// <summary>How often the message has waited to be tried again.</summary>
    internal const string Attempts = "Delight-Attempts";

    /// <summary>It failed before and was given back, by a person or when its time had come.</summary>
    internal const string GivenBack = "Delight-Given-Back";

    // The last one is on what somebody moved out of an error queue with the broker's own tools.
    private static readonly string[] Marks = [Attempts, GivenBack, MessageHeaders.Reason];

    public static bool CameAgain(this ConsumeContext context) =>
        context.ReceiveContext.Redelivered || context.GetRetryAttempt() > 0
        || Marks.Any(mark => context.ReceiveContext.TransportHeaders.TryGetHeader(mark, out _) || context.Headers.TryGetHeader(mark, out _));
}
