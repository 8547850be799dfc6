using Delight.Host.Calling;
using System.Text.Json;

namespace Delight.Host.Replay;

/// <summary>Messages that a consumer gave up on.</summary>
internal sealed class ErrorQueues : Place
{
    /// <summary>Of the one message that is looked at.</summary>
    public string Queue { get; init; } = "";

    public override string Path => "failures";

    public override string Number => "messages";

    public override IEnumerable<string> Lines(JsonElement listed) =>
        from g in listed.GetProperty("failures").EnumerateArray()
        select $"{g.GetProperty("messages")}  {g.GetProperty("queue")}  {g.GetProperty("cause")}  (since {g.GetProperty("oldest")}; look at: replay show {g.GetProperty("queue")} {g.GetProperty("messageIds")[0]})";

    public override string PathOf(string id) => $"{Path}/{Uri.EscapeDataString(Queue)}/{Uri.EscapeDataString(id)}";

    public override async Task<long> CountAsync(ApiClient api, Chosen chosen, CancellationToken cancellationToken)
    {
        var found = await api.GetAsync($"{Path}?queue={Uri.EscapeDataString(chosen.Queue ?? "")}&cause={Uri.EscapeDataString(chosen.Cause ?? "")}", cancellationToken);
        return chosen.Message is not null ? 1 : found.GetProperty("failures").EnumerateArray().Sum(g => g.GetProperty("messages").GetInt64());
    }

    public override IEnumerable<string> Left(JsonElement done) => done.GetProperty("left").EnumerateArray().Select(why => $"Left: {why}");

    public override object Body(Chosen chosen) => new { queue = chosen.Queue, cause = chosen.Cause, messageId = chosen.Message, all = chosen.All, reason = chosen.Reason };
}
