using Delight.FakeShops;
using Delight.ObjectMother.Stores;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>Which shops are looked after, and which are not and know it.</summary>
internal sealed class LookedAfterShopsTests(StoreKind kind) : OnWatchedShop(kind)
{
    [Test]
    public async Task A_shop_that_was_never_connected_is_left_alone_and_that_is_said_once()
    {
        await Shop.LookAsync();
        await Shop.LookAgainAsync(minutes: 60);

        Assert.That(Shop.Topics, Is.Empty);
        Assert.That(Shop.Log.Lines, Has.Count.EqualTo(1).And.All.Contains($"Run shop connect --shop {Shop.Shop.Options.Domain} once, and it is looked after. This is said once"));
    }

    [Test]
    public async Task A_shop_that_a_person_connected_in_part_is_completed()
    {
        await Shop.ConnectAsync();
        await WriteAsync(s => s.ScriptAsync("delete from shopify_subscriptions"));
        Shop.Lose("ORDERS_PAID");

        await Shop.LookAsync();

        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That(Shop.Log.Lines, Is.EqualTo(new[] { $"orders/paid of {Shop.Shop.Options.Domain} come here from now on." }));
    }

    [Test]
    public async Task Without_a_public_address_nobody_is_asked()
    {
        Shop.Settings.PublicUrl = null;

        await Shop.LookAsync();

        Assert.That(Shop.Shop.Log.Entries, Is.Empty);
    }

    [TestCase(FaultKind.Unauthorized)]
    [TestCase(FaultKind.Forbidden)]
    public async Task A_shop_that_knows_us_no_longer_is_said_once_and_asked_hourly(FaultKind refusal)
    {
        await Shop.ConnectAsync();
        Shop.Shop.Faults.Add(refusal, times: 1000);
        Shop.Shop.Log.Clear();

        await Shop.LookAsync();
        for (var look = 0; look < 12; look++)
        {
            await Shop.LookAgainAsync();
        }

        Assert.That(Shop.Log.Lines, Has.Count.EqualTo(1).And.All.Contains("Nobody looks after the subscriptions of"));
        Assert.That(Shop.Shop.Log.Entries, Has.Count.EqualTo(3), "at once, after an hour and after two");
    }

    [Test]
    public async Task A_shop_that_takes_us_again_is_looked_after_again()
    {
        await Shop.ConnectAsync();
        Shop.Lose("ORDERS_PAID");
        Shop.Shop.Faults.Add(FaultKind.Unauthorized);
        await Shop.LookAsync();
        Assert.That((await Shop.Rows.ReadAsync(Shop.Shop.Options.Domain, CancellationToken.None))!.Fault, Does.Contain("does not accept the access token"));

        await Shop.LookAgainAsync(minutes: 60);

        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That((await Shop.Rows.ReadAsync(Shop.Shop.Options.Domain, CancellationToken.None))!.Fault, Is.Null);
    }
}
