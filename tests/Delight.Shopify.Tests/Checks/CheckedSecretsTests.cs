using Delight.ObjectMother;
using Delight.Platform.Store;

namespace Delight.Shopify.Tests.Checks;

/// <summary>Whether what the shop signs would be taken, and is.</summary>
internal sealed class CheckedSecretsTests : OnShopCheck
{
    [Test]
    public async Task The_secret_of_the_app_has_to_be_among_those_of_theReceiver()
    {
        Shop.Settings.Shops[0].ClientSecret = Written.Mark + "-client-secret";

        Assert.That((await OfAsync("secrets")).Select(f => (f.State, f.Says.Contains(Written.Mark))), Is.EqualTo(new[] { ("wrong", false) }));
    }

    [TestCase(true, "wrong", "Delight:Shops does not name fake.myshopify.com, and the receiver refuses every delivery")]
    [TestCase(false, "warning", "This process knows no secret of fake.myshopify.com")]
    public async Task A_shop_without_a_secret_is_wrong_where_others_have_one(bool others, string state, string says)
    {
        Settings.Clear();
        if (others)
        {
            Settings["Delight:Shops:0:Domain"] = "another.myshopify.com";
        }

        var findings = await OfAsync("secrets", answers: false);

        Assert.That(findings.Select(f => f.State), Is.EqualTo(new[] { state }));
        Assert.That(findings[0].Says, Does.StartWith(says));
    }

    [TestCase(0, 0, "warning", "None has come from the shop itself yet")]
    [TestCase(0, 2, "wrong", "Those in this shop's name are refused (401), the last one at 2026-03-02 00:00:00Z: their signature fits none of its secrets here, and none has ever fitted.")]
    [TestCase(1, 2, "warning", "The last one that was signed as it should be came at 2026-03-01 00:00:00Z; since then some in this shop's name were refused (401), the last at 2026-03-02 00:00:00Z")]
    [TestCase(3, 2, "ok", "The last one that the shop itself signed came at 2026-03-03 00:00:00Z.")]
    public async Task What_the_shop_itself_signs_is_told_apart_from_what_we_do(int fitted, int refused, string state, string says)
    {
        await Store.WriteAsync(s => s.ScriptAsync("delete from shop_signatures"), CancellationToken.None);
        await SignedAsync(fitted, refused);

        var found = (await OfAsync("deliveries")).Single();

        Assert.That(found.State, Is.EqualTo(state));
        Assert.That(found.Says, Does.StartWith(says));
    }
}
