using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Parcels;

/// <summary>The parcels that a transaction works on, and how each was when it came in hand.</summary>
internal sealed class ParcelsInHand
{
    private readonly Dictionary<OrderKey, Parcel> _parcels = [];
    private readonly Dictionary<OrderKey, ParcelSums> _before = [];
    private readonly HashSet<Parcel> _touched = [];

    /// <summary>Those that something was done to, and that are to be saved.</summary>
    public IReadOnlyCollection<Parcel> Touched => _touched;

    public IEnumerable<Parcel> All => _parcels.Values;

    public IEnumerable<Parcel> OfCustomer(string shop, long customerId) => _parcels.Values.Where(p => p.Row.Shop == shop && p.Row.CustomerId == customerId);

    /// <summary>Holds these orders' parcels and their customers; see <see cref="ParcelTable.HoldAsync"/>.</summary>
    public static async Task<ParcelsInHand> HoldAsync(ISession session, IEnumerable<OrderKey> orders, IEnumerable<(string Shop, long? CustomerId)> customers)
    {
        var inHand = new ParcelsInHand();
        inHand.Take(await ParcelTable.HoldAsync(session, orders, customers));
        return inHand;
    }

    /// <summary>Holds the parcel of one order, and its shop, so that nothing is written of a shop that is being forgotten.</summary>
    /// <returns>Nothing when nobody knows the order.</returns>
    public static async Task<ParcelsInHand?> HoldKnownAsync(ISession session, OrderKey key)
    {
        await session.ForgottenShopsAsync([key.Shop]);
        var inHand = await HoldAsync(session, [key], []);
        return inHand.Find(key) is not null || await session.IsKnownAsync(key.Shop, key.OrderId) ? inHand : null;
    }

    public Parcel? Find(OrderKey key) => _parcels.GetValueOrDefault(key);

    /// <summary>The order's parcel, or an empty one.</summary>
    public Parcel Get(OrderKey key)
    {
        if (!_parcels.TryGetValue(key, out var parcel))
        {
            _parcels.Add(key, parcel = Parcel.New(key.Shop, key.OrderId));
        }

        return parcel;
    }

    /// <summary>Takes those besides that are not in hand yet, and whose customer is held.</summary>
    public async Task AlsoAsync(ISession session, IEnumerable<OrderKey> keys) =>
        Take(await ParcelTable.ReadAsync(session, [.. keys.Where(k => !_parcels.ContainsKey(k))]));

    public void Touch(Parcel parcel) => _touched.Add(parcel);

    public bool IsTouched(Parcel parcel) => _touched.Contains(parcel);

    /// <summary>Whose it was.</summary>
    public long? CustomerBefore(Parcel parcel) => Before(parcel)?.CustomerId;

    /// <summary>There is or was something in it that can be said in several ways.</summary>
    public bool HasWordings(Parcel parcel) => parcel.Chosen.Values.Any(lines => lines.Any(l => l.Wordings is not null))
        || Before(parcel)?.Rows.Any(l => l.Wordings is not null) == true;

    public bool IsNewlyPacked(Parcel parcel) => parcel.IsPacked && Before(parcel)?.Packed != true;

    public bool IsChanged(Parcel parcel) => parcel.Row.Version > (Before(parcel)?.Version ?? 0);

    /// <summary>Changed, and there is or was something in it.</summary>
    public bool IsWorthTelling(Parcel parcel) => (Before(parcel)?.Lines > 0 || parcel.Lines.Any()) && IsChanged(parcel);

    public Task SaveAsync(ISession session, DateTimeOffset now) => ParcelTable.SaveAsync(session, _touched, _before, now);

    private ParcelSums? Before(Parcel parcel) => _before.GetValueOrDefault(ParcelTable.KeyOf(parcel));

    private void Take(Dictionary<OrderKey, Parcel> parcels)
    {
        foreach (var (key, parcel) in parcels)
        {
            _parcels.Add(key, parcel);
            _before.Add(key, ParcelSums.Of(parcel));
        }
    }
}
