using System.Collections.Concurrent;
using System.Security.Claims;
using Delight.Platform.Access;
using Delight.Platform.Store;

namespace Delight.Platform.Failures;

/// <summary>A person's hand in what the program could not do by itself.</summary>
/// <param name="Who">The caller's name, see <see cref="Access.Caller.NameOf"/>.</param>
/// <param name="Action"><c>replay</c> or <c>discard</c>.</param>
/// <param name="What">The selection, in words; no personal data.</param>
/// <param name="Messages">How many it came to; absent while it is being done, and when the process ended meanwhile.</param>
public sealed record Intervention(DateTimeOffset At, string Who, string Action, string What, long? Messages, string Reason);

/// <summary>How far a replay or discard has come.</summary>
public sealed class Handled
{
    private readonly List<string> _left = [];

    public int Done { get; private set; }

    /// <summary>Why some could not go and are still there, a sentence each.</summary>
    public IReadOnlyList<string> Left => _left;

    public void Add(int done) => Done += done;

    public void Leave(string why) => _left.Add(why);
}

/// <summary>What every replay and discard has in common, whatever is replayed or discarded.</summary>
public sealed class Interventions(IStore store, TimeProvider time)
{
    public const string Replay = "replay";
    public const string Discard = "discard";
    private const int LongestReason = 500;

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, string Who, string Action, string What, Handled Handled)> _underWay = new(StringComparer.Ordinal);

    // Recorded before anything is done, and all that is known of one whose process ended in the middle.
    private const long NotKnown = -1;

    /// <summary>What is being done at this process, and how far each has come; the latest first.</summary>
    public IReadOnlyList<Intervention> UnderWay =>
        [.. _underWay.Values.OrderByDescending(u => u.At).Select(u => new Intervention(u.At, u.Who, u.Action, u.What, u.Handled.Done, ""))];

    /// <returns>What is wrong with the reason given, as a sentence; nothing when it will do.</returns>
    public static string? FaultOf(string? reason, string action)
    {
        var given = reason?.Trim() ?? "";
        return given.Length > LongestReason || given.Any(Invisible.Is) || (action == Discard && given.Length == 0)
            ? $"Say why in 1 to {LongestReason} characters: {{\"reason\":\"…\"}}." : null;
    }

    /// <param name="given">What the caller said of which; absent where nothing was said. An empty one says nothing, and is not taken for everything.</param>
    /// <param name="choices">How to say it.</param>
    /// <returns>What is wrong with the call, as a sentence; nothing when it will do.</returns>
    public static string? FaultOf(IReadOnlyCollection<string?> given, bool all, string choices, string? reason, string action) =>
        given.Any(g => g is not null && string.IsNullOrWhiteSpace(g)) || (!all && given.All(g => g is null)) ? $"Say which: {choices}, or \"all\":true." : FaultOf(reason, action);

    /// <summary>Records what is meant, does it and records how many it came to, also when it fails half-way or the caller hangs up.</summary>
    /// <param name="what">The selection, in words; no personal data.</param>
    public async Task<Handled> DoAsync(ClaimsPrincipal caller, string action, string what, string? reason, Func<Handled, Task> act)
    {
        var record = await RecordAsync(caller, action, what, NotKnown, reason);
        var handled = new Handled();
        _underWay[record] = (time.GetUtcNow(), Caller.NameOf(caller), action, what, handled);
        try
        {
            await act(handled);
            return handled;
        }
        finally
        {
            _underWay.TryRemove(record, out _);
            await CorrectAsync(record, handled.Done);
        }
    }

    /// <param name="what">The selection, in words; no personal data.</param>
    /// <returns>Names the record, for <see cref="CorrectAsync"/>.</returns>
    public Task<string> RecordAsync(ClaimsPrincipal caller, string action, string what, long messages, string? reason) =>
        store.WriteAsync(session => session.RecordAsync(time.GetUtcNow(), Caller.NameOf(caller), action, what, messages, reason), CancellationToken.None);

    /// <summary>What was recorded before it was done came to this many.</summary>
    public Task CorrectAsync(string id, long messages) => store.WriteAsync(
        session => session.EachAsync<object>("update interventions set messages = @Messages where id = @Id", [new { Id = id, Messages = messages }]), CancellationToken.None);

    /// <summary>The latest first.</summary>
    /// <param name="text">What one of them holds, ignoring the case of ASCII letters; absent for all.</param>
    /// <param name="before">Only those from before this moment; absent for all.</param>
    /// <param name="after">Only those from after this moment, and then the oldest first; absent for all.</param>
    public async Task<IReadOnlyList<Intervention>> ListAsync(int most, string? text, DateTimeOffset? before, CancellationToken cancellationToken, DateTimeOffset? after = null)
    {
        var sql = $"""
            select at, who, action, what, messages, reason from interventions where {(after is null ? "at < @Edge" : "at > @Edge")}
            {(text is null ? "" : "and " + HeldText.In("who || ' ' || action || ' ' || what || ' ' || reason"))}
            order by {(after is null ? "at desc, id desc" : "at, id")} limit @Most
            """;
        var rows = await store.ReadAsync(session => session.QueryAsync<Row>(sql,
            new { Most = most, Edge = (after ?? before)?.ToStore() ?? long.MaxValue, Text = HeldText.Pattern(text) }), cancellationToken);
        return [.. rows.Select(r => new Intervention(Instant.FromStore(r.At), r.Who, r.Action, r.What, r.Messages == NotKnown ? null : r.Messages, r.Reason))];
    }

    private sealed record Row
    {
        public long At { get; init; }
        public string Who { get; init; } = "";
        public string Action { get; init; } = "";
        public string What { get; init; } = "";
        public long Messages { get; init; }
        public string Reason { get; init; } = "";
    }
}

public static class InterventionTable
{
    /// <summary>In the transaction that does it.</summary>
    /// <param name="what">In words; no personal data.</param>
    /// <returns>Names the record.</returns>
    public static async Task<string> RecordAsync(this ISession session, DateTimeOffset now, string who, string action, string what, long messages, string? reason = null)
    {
        var id = Guid.CreateVersion7(now).ToString();
        await session.EachAsync<object>("insert into interventions (id, at, who, action, what, messages, reason) values (@Id, @At, @Who, @Action, @What, @Messages, @Reason)",
            [new { Id = id, At = now.ToStore(), Who = who, Action = action, What = what, Messages = messages, Reason = reason?.Trim() ?? "" }]);
        return id;
    }
}
