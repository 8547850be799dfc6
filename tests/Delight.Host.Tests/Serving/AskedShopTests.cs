using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>A shop whose Admin API is asked: what the program says of it, and what it does not.</summary>
public class AskedShopTests
{
    [Test]
    public async Task A_version_whose_support_ends_is_said_at_start_and_a_token_never()
    {
        await using var server = await Started.WithAsync($"Shopify:Shops:0:Shop={Shop.Domain}", $"Shopify:Shops:0:Token={Written.Mark}-admin-token", "Shopify:Shops:0:ApiVersion=2019-10");

        await Limit.UntilAsync(() => server.Log.Any(l => l.StartsWith($"The version 2019-10 of the Admin API, in which {Shop.Domain} is asked, is no longer supported since 2020-10-01", StringComparison.Ordinal)), "it says so");
    }
}
