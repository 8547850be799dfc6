using Delight.Host.Calling;
using System.Text.Json;

namespace Delight.Host.Replay;

/// <summary>Everything that failed or waits, as far as the process at the address knows it.</summary>
internal static class ReplayList
{
    private static readonly Place[] Places = [new ErrorQueues(), new QuarantinePlace(), new SpoolPlace()];

    public static async Task WriteAsync(ApiClient api, TextWriter output, CancellationToken cancellationToken)
    {
        var (answers, refusals) = (new Dictionary<string, JsonElement>(), new List<string>());
        foreach (var path in Places.Select(p => p.Path).Append("spools"))
        {
            try
            {
                if (await api.TryGetAsync(path, cancellationToken) is { } listed)
                {
                    answers.Add(path, listed);
                }
            }
            catch (RefusedException refused)
            {
                // While a broker is away its queues cannot be listed, and all the more is in the spools: the rest is told first.
                refusals.Add(refused.Message);
            }
        }

        if (answers.Count + refusals.Count == 0)
        {
            throw api.NotServed();
        }

        string[] lines = [.. Places.Where(p => answers.ContainsKey(p.Path)).SelectMany(p => p.Lines(answers[p.Path])), .. Elsewhere(answers)];
        foreach (var line in lines.Length > 0 || refusals.Count > 0 ? lines : [Nothing(answers)])
        {
            await output.WriteLineAsync(line);
        }

        if (refusals.Count > 0)
        {
            throw new RefusedException(string.Join(Environment.NewLine, refusals.Distinct()));
        }
    }

    /// <summary>Only the receiver itself can look into its spool.</summary>
    private static IEnumerable<string> Elsewhere(Dictionary<string, JsonElement> answers)
    {
        var own = answers.TryGetValue("spool", out var here) ? here.GetProperty("receiver").GetString() : null;
        return !answers.TryGetValue("spools", out var all) ? []
            : from s in all.GetProperty("spools").EnumerateArray()
              where s.GetProperty("spooled").GetInt64() > 0 && s.GetProperty("receiver").GetString() != own
              select $"{s.GetProperty("spooled")}  spool of the receiver {s.GetProperty("receiver")}  (look at: replay list --url with the address of that receiver)";
    }

    private static string Nothing(Dictionary<string, JsonElement> answers) => answers.ContainsKey("failures")
        ? "Nothing has failed." : "Nothing is held up in this receiver's spool. What failed is listed by the dashboard; say with --url where it is.";
}
