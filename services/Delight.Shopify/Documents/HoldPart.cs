using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Holds a part of an order back. Under a handle that is there already it does nothing, so that it may be repeated.</summary>
internal sealed record HoldPart(HoldPart.Payload? FulfillmentOrderHold)
{
    /// <summary>It is held already.</summary>
    public const string Duplicate = "DUPLICATE_FULFILLMENT_HOLD_HANDLE";

    public static readonly Document<HoldPart> Document = Document<HoldPart>.Mutation("hold-part", HoldPartJson.Default, mayBeRepeated: true);

    public static Variables Of(string part, string handle, string notes) => new(part, handle, notes);

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Variables(string Id, string Handle, string Notes);
}

[JsonSerializable(typeof(HoldPart))]
[JsonSerializable(typeof(HoldPart.Variables))]
internal sealed partial class HoldPartJson : JsonSerializerContext;
