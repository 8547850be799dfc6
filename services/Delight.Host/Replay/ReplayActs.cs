using Delight.Host.Calling;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Delight.Host.Replay;

/// <summary>What is done to messages of a place, told to the user.</summary>
internal static class ReplayActs
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task ShowAsync(ApiClient api, TextWriter output, Place place, string id, CancellationToken cancellationToken) =>
        await output.WriteLineAsync(JsonSerializer.Serialize(await api.GetAsync(place.PathOf(id), cancellationToken), Indented));

    /// <summary>Says how many it would be.</summary>
    public static async Task CountAsync(ApiClient api, TextWriter output, Place place, string action, Chosen chosen, CancellationToken cancellationToken) =>
        await output.WriteLineAsync($"This would {action} {await place.CountAsync(api, chosen, cancellationToken)} message(s). Say --yes to do it.");

    public static async Task DoAsync(ApiClient api, TextWriter output, Place place, string action, Chosen chosen, CancellationToken cancellationToken)
    {
        var done = await api.PostAsync($"{place.Path}/{action}", place.Body(chosen), cancellationToken);
        await output.WriteLineAsync($"{(action == "replay" ? "Given back" : "Discarded")}: {done.GetProperty(place.Number)}.");
        foreach (var left in place.Left(done))
        {
            await output.WriteLineAsync(left);
        }
    }
}
