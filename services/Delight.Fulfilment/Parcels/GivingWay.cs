using Delight.Contracts;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Parcels;

/// <summary>A gift left for a customer's nth order: the same gift that another open parcel was promised for an nth order is
/// taken out of it. Every transaction that touches a customer's parcels holds the customer, so nothing slips by.</summary>
internal static class GivingWay
{
    private const string OpenOfCustomer = """
        select shop, order_id from parcels
        where shop = @Shop and customer_id = @CustomerId and order_id <> @OrderId and state = 'open' and closing_until is null and line_count > 0
        """;

    private const string GoneOfCustomer = "select distinct shop, order_id from given where shop = @Shop and customer_id = @CustomerId and order_id <> @OrderId";

    private const string EmptiedOfCustomer = """
        select shop, order_id from parcels
        where shop = @Shop and customer_id = @CustomerId and order_id <> @OrderId and state = 'open' and version > 0
        """;

    /// <summary>For each parcel that was packed just now.</summary>
    public static async Task MakeAsync(ISession session, ParcelsInHand inHand, List<StoryLine> story, DateTimeOffset now)
    {
        foreach (var gone in inHand.Touched.Where(p => inHand.IsNewlyPacked(p) && p.Row.CustomerId is not null && p.Given.Any()).ToArray())
        {
            await inHand.AlsoAsync(session, await session.QueryAsync<OrderKey>(OpenOfCustomer, Of(gone)));
            foreach (var other in inHand.All.Where(o => o != gone && o.Row.Shop == gone.Row.Shop && o.Row.CustomerId == gone.Row.CustomerId && o.GiveWayTo(gone)))
            {
                inHand.Touch(other);
                story.Add(Tell(other, gone, now));
            }
        }
    }

    /// <summary>For a parcel that could not give way while it was finished, and is open again.</summary>
    public static async Task CatchUpAsync(ISession session, ParcelsInHand inHand, Parcel reopened, List<StoryLine> story, DateTimeOffset now)
    {
        if (reopened.Row.CustomerId is null)
        {
            return;
        }

        var left = await session.QueryAsync<OrderKey>(GoneOfCustomer, Of(reopened));
        await inHand.AlsoAsync(session, left);
        foreach (var gone in left.Select(inHand.Find).OfType<Parcel>())
        {
            if (reopened.GiveWayTo(gone))
            {
                story.Add(Tell(reopened, gone, now));
            }
        }
    }

    /// <summary>The customer's other parcels that were emptied, as they stand: told again whenever the packed one is told.</summary>
    public static async Task<IReadOnlyList<FulfilmentChanged>> EmptiedAsync(ISession session, FulfilmentChanged packed)
    {
        if (packed is not { State: ParcelState.Packed, CustomerId: not null, Lines.Count: > 0 })
        {
            return [];
        }

        var emptied = await session.QueryAsync<OrderKey>(EmptiedOfCustomer, new { packed.Shop, CustomerId = packed.CustomerId.Value, packed.OrderId });
        return [.. (await ParcelTable.ReadAsync(session, emptied)).Values.Select(p => p.ToMessage())];
    }

    private static StoryLine Tell(Parcel parcel, Parcel gone, DateTimeOffset now) => new()
    {
        Shop = parcel.Row.Shop, SubjectId = parcel.Row.OrderId, Key = $"4 given/{gone.Row.OrderId}", At = now, Step = "packing",
        Text = $"The same gift left with order {gone.Row.OrderId}, which had this place in the customer's row; it is withdrawn here.",
    };

    private static object Of(Parcel parcel) => new { parcel.Row.Shop, CustomerId = parcel.Row.CustomerId!.Value, parcel.Row.OrderId };
}
