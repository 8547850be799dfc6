using Delight.Host.Calling;
using System.Text.Json;

namespace Delight.Host.Replay;

/// <summary>Authentic deliveries that could not be understood.</summary>
internal sealed class QuarantinePlace : Place
{
    public override string Path => "quarantine";

    public override IEnumerable<string> Lines(JsonElement listed) =>
        from g in listed.GetProperty("quarantine").EnumerateArray()
        select $"{g.GetProperty("deliveries")}  quarantine  {g.GetProperty("shop")} {g.GetProperty("topic")}: {g.GetProperty("reasons").GetString()!.ReplaceLineEndings(" ")}  (look at: replay show quarantine {g.GetProperty("oldestId")})";

    public override async Task<long> CountAsync(ApiClient api, Chosen chosen, CancellationToken cancellationToken)
    {
        var found = await api.GetAsync(Path, cancellationToken);
        return chosen.Message is not null ? 1 : found.GetProperty("quarantine").EnumerateArray()
            .Where(g => chosen.Cause is null || g.GetProperty("reasons").GetString() == chosen.Cause).Sum(g => g.GetProperty("deliveries").GetInt64());
    }

    public override object Body(Chosen chosen) => new { reasons = chosen.Cause, deliveryId = chosen.Message, all = chosen.All, reason = chosen.Reason };

    public override IEnumerable<string> Left(JsonElement done) =>
        done.TryGetProperty("stillInvalid", out var still) && still.GetInt64() > 0 ? [$"Still not to be understood, and kept: {still}."] : [];
}
