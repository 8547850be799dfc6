using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Asked for the answer's sake alone: an app that may not read names is refused. What it says is not looked at.</summary>
internal sealed record CustomerNames
{
    public static readonly Document<CustomerNames> Document = Document<CustomerNames>.Query("customer-names", CustomerNamesJson.Default, firstCost: 10);
}

[JsonSerializable(typeof(CustomerNames))]
internal sealed partial class CustomerNamesJson : JsonSerializerContext;
