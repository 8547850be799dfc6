using System.Security.Claims;
using Delight.Dashboard.Serving;
using Delight.Platform.Access;

namespace Delight.Dashboard.Pages;

/// <summary>A replay or discard that somebody asked for by a page, and how far it has come.</summary>
internal static class Acting
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <param name="meant">How many it is about.</param>
    /// <param name="tell">Told each second how far it has come.</param>
    /// <returns>What became of it.</returns>
    public static async Task<string> DoAsync(OwnApi api, ClaimsPrincipal user, string address, object which, string word, long meant, Action<string> tell)
    {
        var doing = api.SendAsync<SeenDone>(user, HttpMethod.Post, address, which, CancellationToken.None);
        while (await Task.WhenAny(doing, Task.Delay(BetweenLooks)) != doing)
        {
            var underWay = await api.SendAsync<SeenInterventions>(user, HttpMethod.Get, "interventions/under-way", null, CancellationToken.None);
            var done = underWay.Interventions.FirstOrDefault(i => i.Who == Caller.NameOf(user))?.Messages ?? 0;
            tell($"It is being done: {Math.Min(done, meant):N0} of {meant:N0} so far…");
        }

        var became = await doing;
        var invalid = became.StillInvalid > 0 ? $" {became.StillInvalid:N0} still cannot be understood." : "";
        return $"{became.Messages ?? became.Deliveries ?? 0:N0} {word}.{invalid}{(became.Left is { Count: > 0 } left ? " " + string.Join(' ', left) : "")}";
    }

    public static string Counted(long number, string one, string many) => $"{number:N0} {(number == 1 ? one : many)}";
}
