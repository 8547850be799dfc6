namespace Delight.Benchmarks;

/// <summary>The one shop that posts.</summary>
internal static class Shop
{
    public const string Domain = "benchmark-shop.myshopify.com";
    public const string Secret = "a secret only for the benchmark";
    public const string ApiToken = "a token only for the benchmark";
}
