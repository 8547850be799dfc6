using Delight.Host.Calling;
using System.Text.Json;

namespace Delight.Host.Replay;

/// <summary>Deliveries that a receiver keeps until the bus takes them.</summary>
internal sealed class SpoolPlace : Place
{
    private const string NothingIsWrong = "On the way.";

    public override string Path => "spool";

    /// <summary>Only what is hindered: in one process every delivery passes through here.</summary>
    public override IEnumerable<string> Lines(JsonElement listed) =>
        from g in listed.GetProperty("spool").EnumerateArray()
        where g.GetProperty("cause").GetString() != NothingIsWrong
        select $"{g.GetProperty("deliveries")}  spool  {g.GetProperty("shop")} {g.GetProperty("topic")}: {g.GetProperty("cause").GetString()!.ReplaceLineEndings(" ")}  (since {g.GetProperty("oldest")}; look at: replay show spool {g.GetProperty("oldestId")})";

    public override async Task<long> CountAsync(ApiClient api, Chosen chosen, CancellationToken cancellationToken)
    {
        if (chosen.Message is not null)
        {
            var one = await api.GetAsync(PathOf(chosen.Message), cancellationToken);
            return chosen.Cause is null || one.GetProperty("cause").GetString() == chosen.Cause ? 1 : 0;
        }

        var found = await api.GetAsync(Path, cancellationToken);
        return found.GetProperty("spool").EnumerateArray().Where(g => chosen.Cause is null || g.GetProperty("cause").GetString() == chosen.Cause).Sum(g => g.GetProperty("deliveries").GetInt64());
    }

    public override object Body(Chosen chosen) => new { cause = chosen.Cause, deliveryId = chosen.Message, all = chosen.All, reason = chosen.Reason };

    public override IEnumerable<string> Left(JsonElement done) => !done.TryGetProperty("waiting", out var waiting) ? []
        : from g in waiting.EnumerateArray()
          group g.GetProperty("deliveries").GetInt64() by g.GetProperty("cause").GetString() into cause
          select $"Still waiting: {cause.Sum()}. {cause.Key}";
}
