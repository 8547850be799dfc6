using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Parcels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Delight.Fulfilment.Packing;

/// <summary>Why something is not done with a parcel: what happened, and what to do.</summary>
internal sealed record Refusal(int Status, string Sentence)
{
    /// <summary>The other bench's, when that is the cause.</summary>
    public Lease? Lease { get; init; }

    public static Refusal Unknown(OrderKey order) => new(StatusCodes.Status404NotFound, $"The shop {order.Shop} has no order {order.OrderId} that is known here. Look at the number again, or wait until the order arrives.");

    public static Refusal ShopIsPaused(string shop) => new(
        StatusCodes.Status409Conflict, $"The shop {shop} removed Delight and is paused: its parcels wait until somebody orders there again.");

    public static Refusal InOtherHands(Parcel parcel, Lease lease) => new(
        StatusCodes.Status409Conflict,
        $"{lease.Packer} has order {parcel.Row.OrderName} in hand at another bench until {lease.Ends.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. Pack another one, or take it again when that time is over or it is given back.") { Lease = lease };

    public static Refusal IsPackedForGood(Parcel parcel) => new(
        StatusCodes.Status409Conflict, $"Order {parcel.Row.OrderName} is packed for good, and the minute to take that back is over. What is to change now is changed by hand in the box.");

    public static Refusal IsNotFinished(Parcel parcel) => new(
        StatusCodes.Status409Conflict, $"Order {parcel.Row.OrderName} is open, and there is nothing to take back. Take it and go on packing.");

    public ProblemHttpResult ToProblem() => TypedResults.Problem(
        Sentence, statusCode: Status, extensions: Lease is null ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["heldBy"] = Lease.Packer, ["heldUntil"] = Lease.Ends });
}
