using System.Security.Cryptography;
using Delight.Simulator;

namespace Delight.Host.Demo;

/// <summary>The shop that never was: its name, its orders, and the settings by which Delight knows it.</summary>
internal static class PretendShop
{
    public const string Domain = "demo-shop.myshopify.com";
    private const int Seed = 1;

    /// <summary>The same seed, the same shop; only its days are counted back from now.</summary>
    public static DemoDeliveries Deliveries(int customers, DateTimeOffset now)
    {
        var history = DemoShop.History(customers, Seed, now);
        return new DemoDeliveries(DemoShop.Deliveries(history, Seed), DemoShop.Deliveries(history, Seed).Count());
    }

    public static string MakeSecret() => "whsec_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <param name="place">In the list of shops.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(string secret, int place) =>
    [
        new($"Delight:Shops:{place}:Domain", Domain),
        new($"Delight:Shops:{place}:WebhookSecrets:0", secret),
    ];
}

/// <summary>What the pretend shop will post, and how many that are.</summary>
internal sealed record DemoDeliveries(IEnumerable<ShopDelivery> All, int Count);
