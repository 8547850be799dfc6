using System.Security.Claims;
using Delight.Platform.Access;
using Delight.Platform.Store;

namespace Delight.Platform.Failures;

/// <summary>A person's hand in what the program could not do by itself.</summary>
/// <param name="Who">The caller's name, see <see cref="Access.Caller.NameOf"/>.</param>
/// <param name="Action"><c>replay</c> or <c>discard</c>.</param>
/// <param name="What">The selection, in words; no personal data.</param>
public sealed record Intervention(DateTimeOffset At, string Who, string Action, string What, long Messages, string Reason);

/// <summary>What every replay and discard has in common, whatever is replayed or discarded.</summary>
public sealed class Interventions(IStore store, TimeProvider time)
{
    public const string Replay = "replay";
    public const string Discard = "discard";
    private const int LongestReason = 500;

    /// <returns>What is wrong with the reason given, as a sentence; nothing when it will do.</returns>
    public static string? FaultOf(string? reason, string action)
    {
        var given = reason?.Trim() ?? "";
        return given.Length > LongestReason || given.Any(Invisible.Is) || (action == Discard && given.Length == 0)
            ? $"Say why in 1 to {LongestReason} characters: {{\"reason\":\"…\"}}." : null;
    }

    /// <param name="what">The selection, in words; no personal data.</param>
    /// <returns>Names the record, for <see cref="CorrectAsync"/>.</returns>
    public async Task<string> RecordAsync(ClaimsPrincipal caller, string action, string what, long messages, string? reason)
    {
        var now = time.GetUtcNow();
        var row = new
        {
            Id = Guid.CreateVersion7(now).ToString(), At = now.ToStore(), Who = Caller.NameOf(caller), Action = action, What = what, Messages = messages, Reason = reason?.Trim() ?? "",
        };
        await store.WriteAsync(session => session.EachAsync<object>(
            "insert into interventions (id, at, who, action, what, messages, reason) values (@Id, @At, @Who, @Action, @What, @Messages, @Reason)", [row]), CancellationToken.None);
        return row.Id;
    }

    /// <summary>What was recorded before it was done came to this many.</summary>
    public Task CorrectAsync(string id, long messages) => store.WriteAsync(
        session => session.EachAsync<object>("update interventions set messages = @Messages where id = @Id", [new { Id = id, Messages = messages }]), CancellationToken.None);

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<Intervention>> ListAsync(int most, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(session => session.QueryAsync<Row>(
            "select at, who, action, what, messages, reason from interventions order by at desc, id desc limit @Most", new { Most = most }), cancellationToken);
        return [.. rows.Select(r => new Intervention(Instant.FromStore(r.At), r.Who, r.Action, r.What, r.Messages, r.Reason))];
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
