using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Delight.Platform.Access;
using Delight.Platform.Store;

namespace Delight.Dashboard.Showing;

/// <summary>Notes, before it is shown, to whom a page shows the words of a customer's order. A page draws itself again and again; each is noted
/// once a day.</summary>
internal sealed class ShowingNotes(IStore store, TimeProvider time)
{
    private const int MostRemembered = 20_000;
    private readonly ConcurrentDictionary<(string Who, string Page, string Shop, string OrderId, DateOnly Day), bool> _noted = new();

    /// <param name="orders">Their shops and ids.</param>
    public async Task NoteAsync(ClaimsPrincipal user, string page, IEnumerable<(string Shop, string OrderId)> orders, CancellationToken cancellationToken)
    {
        var (who, now) = (Caller.NameOf(user), time.GetUtcNow());
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_noted.Count > MostRemembered)
        {
            _noted.Clear();
        }

        var fresh = orders.Where(o => !_noted.ContainsKey((who, page, o.Shop, o.OrderId, today))).Distinct().ToArray();
        if (fresh.Length == 0)
        {
            return;
        }

        await store.WriteAsync(session => session.NoteAsync(fresh.Select(o => new Shown(o.Shop, long.Parse(o.OrderId, CultureInfo.InvariantCulture), who, page, now))), cancellationToken);
        foreach (var (shop, orderId) in fresh)
        {
            _noted[(who, page, shop, orderId, today)] = true;
        }
    }
}
