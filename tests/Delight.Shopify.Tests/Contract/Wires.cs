using Delight.Shopify.Wire;

namespace Delight.Shopify.Tests.Contract;

/// <summary>Every way to carry a question to a shop. Each passes the same tests.</summary>
internal static class Wires
{
    public static IEnumerable<string> Names =>
    [
        "HttpClient",
#if WITH_SHOPIFYSHARP
        "ShopifySharp",
#endif
    ];

    public static IAdminWire Of(string name, AdminHttp http) => name switch
    {
#if WITH_SHOPIFYSHARP
        "ShopifySharp" => new ShopifySharp.ShopifySharpWire(),
#endif
        _ => new HttpWire(http),
    };
}
