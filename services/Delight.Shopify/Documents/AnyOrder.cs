using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Asked for the answer's sake alone: an app that may not read orders is refused.</summary>
internal sealed record AnyOrder
{
    public static readonly Document<AnyOrder> Document = Document<AnyOrder>.Query("any-order", AnyOrderJson.Default, firstCost: 5);
}

[JsonSerializable(typeof(AnyOrder))]
internal sealed partial class AnyOrderJson : JsonSerializerContext;
