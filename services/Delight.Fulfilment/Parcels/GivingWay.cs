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
        where shop = @Shop and customer_id = @CustomerId and order_id <> @OrderId and state = 'open' and line_count > 0
        """;

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
                story.Add(new StoryLine
                {
                    Shop = other.Row.Shop, SubjectId = other.Row.OrderId, Key = $"4 given/{gone.Row.OrderId}", At = now, Step = "packing",
                    Text = $"The same gift left with order {gone.Row.OrderId}, which had this place in the customer's row; it is withdrawn here.",
                });
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

    private static object Of(Parcel parcel) => new { parcel.Row.Shop, CustomerId = parcel.Row.CustomerId!.Value, parcel.Row.OrderId };
}
