using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Who the shop is, and what this app may do there.</summary>
internal sealed record ShopDetails(ShopDetails.ShopFacts Shop, ShopDetails.Installation CurrentAppInstallation)
{
    public static readonly Document<ShopDetails> Document = Document<ShopDetails>.Query("shop-details", ShopDetailsJson.Default, firstCost: 10);

    /// <param name="MyshopifyDomain">The permanent domain.</param>
    public sealed record ShopFacts(string Name, string MyshopifyDomain, string IanaTimezone, string CurrencyCode);

    public sealed record Installation(IReadOnlyList<Scope> AccessScopes);

    /// <param name="Handle">Such as <c>read_orders</c>.</param>
    public sealed record Scope(string Handle);
}

[JsonSerializable(typeof(ShopDetails))]
internal sealed partial class ShopDetailsJson : JsonSerializerContext;
