namespace Delight.Platform.Failures;

/// <summary>Messages that a consumer gave up on: in error queues of the broker or, in one process, in a table.</summary>
public interface IFailures
{
    /// <summary>Most messages of a queue that are looked at in one call; the rest comes into sight when these are gone.</summary>
    const int Most = 10_000;

    /// <summary>One by one, without their bodies, the oldest first.</summary>
    Task<IReadOnlyList<FailedMessage>> MessagesAsync(FailureSelection selection, CancellationToken cancellationToken);

    /// <summary>Gathered by queue and cause.</summary>
    async Task<IReadOnlyList<FailureGroup>> ListAsync(FailureSelection selection, CancellationToken cancellationToken) =>
        FailureSelection.Gather(await MessagesAsync(selection, cancellationToken));

    Task<FailedMessage?> FindAsync(string queue, string messageId, CancellationToken cancellationToken);

    /// <summary>Gives each back to its queue under its own id. One that fails again is there again; one that cannot go is left.</summary>
    Task ReplayAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken);

    /// <summary>Removes each for good.</summary>
    Task DiscardAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken);

    /// <summary>Goes over every message, however many there are: those given up, those that wait to be tried again, and those in
    /// queues that nobody reads.</summary>
    /// <param name="redact">The body that is to stand in its place: its own, to leave it as it is; none, to take the message out.</param>
    /// <returns>How many were changed or taken out.</returns>
    /// <exception cref="FailuresOutOfSightException">Somebody else held some of them.</exception>
    Task<int> RedactAsync(Func<FailedMessage, Task<byte[]?>> redact, CancellationToken cancellationToken);
}

/// <param name="Queue">The queue whose consumer gave up, without <c>_error</c>.</param>
/// <param name="Cause">The exception's type and message.</param>
/// <param name="MessageIds">Of the oldest ones, <see cref="MostIds"/> at most.</param>
public sealed record FailureGroup(string Queue, string Cause, int Messages, DateTimeOffset Oldest, DateTimeOffset Newest, IReadOnlyList<string> MessageIds)
{
    public const int MostIds = 20;

    /// <summary>Names the group in addresses, which are no place for its cause: that may quote a name.</summary>
    public string Id => IdOf(Queue, Cause);

    internal static string IdOf(string queue, string cause) => GroupName.Of($"{queue}\n{cause}");
}

/// <param name="Body">As it travelled.</param>
public sealed record FailedMessage(string Queue, string MessageId, DateTimeOffset At, string Cause, byte[] Body)
{
    /// <summary>Stands for an exception's message, which may quote what is redacted.</summary>
    internal const string RemovedDetails = "(the message is removed: a customer asked to be forgotten)";

    internal static string WithoutDetails(string cause) => $"{cause.Split(':')[0]}: {RemovedDetails}";
}

/// <summary>Not everything was seen, so nobody can say that it is done: ask again.</summary>
public sealed class FailuresOutOfSightException(string queue) : Exception($"Somebody else holds messages of the queue {queue}.");

/// <summary>What a person means: everything, or what fits all that is given.</summary>
/// <param name="Group">The <see cref="FailureGroup.Id"/> of one of the groups.</param>
public sealed record FailureSelection(string? Queue = null, string? Cause = null, string? MessageId = null, string? Group = null)
{
    internal bool Fits(FailedMessage message) =>
        (Queue is null || Queue == message.Queue) && (Cause is null || Cause == message.Cause) && (MessageId is null || MessageId == message.MessageId)
        && (Group is null || Group == FailureGroup.IdOf(message.Queue, message.Cause));

    public override string ToString() => string.Join(", ", new[]
    {
        Queue is null ? "every queue" : "queue " + Queue,
        Cause is null ? null : "cause " + Cause.Split(':')[0], // What follows may quote a name.
        MessageId is null ? null : "message " + MessageId,
    }.OfType<string>());

    internal static IReadOnlyList<FailureGroup> Gather(IEnumerable<FailedMessage> messages) =>
        [.. messages.GroupBy(m => (m.Queue, m.Cause)).Select(g => new FailureGroup(g.Key.Queue, g.Key.Cause, g.Count(), g.Min(m => m.At), g.Max(m => m.At),
                [.. g.OrderBy(m => m.At).Take(FailureGroup.MostIds).Select(m => m.MessageId)]))
            .OrderBy(g => g.Queue, StringComparer.Ordinal).ThenByDescending(g => g.Messages)];
}
