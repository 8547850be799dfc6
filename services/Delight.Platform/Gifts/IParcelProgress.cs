using Delight.Platform.Store;

namespace Delight.Platform.Gifts;

/// <summary>How far parcels are, for who follows them by message and must not be done before the last message came.</summary>
public interface IParcelProgress
{
    /// <summary>In the caller's transaction.</summary>
    Task<ParcelProgress> OfAsync(ISession session, string shop, long orderId);
}

/// <param name="Version">As messages of the parcel carry it; 0 when there is none.</param>
/// <param name="HasLines">Something goes into it. What changes of a parcel with nothing in it, before and after, is not told.</param>
/// <param name="IsWordless">Words of it are removed, since the customer asked to be forgotten; the version tells nothing of that.</param>
public readonly record struct ParcelProgress(long Version, bool HasLines, bool IsWordless = false);
