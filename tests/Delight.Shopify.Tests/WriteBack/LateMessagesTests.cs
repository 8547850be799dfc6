using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Shopify.WriteBack;
using static Delight.Shopify.ShopifyShopSettings;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>What is to be written waits in a queue, and meanwhile the customer or the shop asks to be forgotten, or leaves.</summary>
internal sealed class LateMessagesTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private const int Customer = 77;
    private WritingShop _shop = null!;
    private long _order;

    [SetUp]
    public async Task Open()
    {
        _shop = await OpenAsync(Store, WriteBackSettings.Note | WriteBackSettings.OrderEdit);
        _order = _shop.Order();
    }

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [TestCase(3, true, false, TestName = "Words_that_were_removed_from_the_parcel_meanwhile_are_not_written")]
    [TestCase(4, false, false, TestName = "Words_to_which_the_rules_have_answered_anew_are_not_written")]
    [TestCase(3, false, true, TestName = "Words_that_were_chosen_since_are_written")]
    public async Task Of_a_customer_who_asked_to_be_forgotten(int version, bool isWordless, bool speaks)
    {
        await ForgetCustomerAsync();
        _shop.Parcels[_order] = new(version, HasLines: true, isWordless);

        await _shop.WishAsync(_order, 3, Tea(), Words());
        await _shop.WorkOffAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await CountAsync("select count(*) from shopify_written where lines like '%Ada%'"), Is.EqualTo(speaks ? 1 : 0), "kept");
            Assert.That(_shop.Note(_order)!.Contains("Ada", StringComparison.Ordinal), Is.EqualTo(speaks), "beside the shop's order");
            Assert.That(_shop.Merchant.Order(_order)!.Edits.Single().StaffNote!.Contains("Ada", StringComparison.Ordinal), Is.EqualTo(speaks), "in its timeline");
            Assert.That(_shop.Gifts(_order).Select(g => g.Title), Has.Some.Contains("tea"), "the gift is there");
        });
    }

    [Test]
    public async Task Of_a_shop_that_asked_to_be_forgotten_nothing_is_noted_that_it_knows_no_more()
    {
        _shop.Settings.WriteBack |= WriteBackSettings.Hold;
        await WriteAsync(s => s.BuryShopAsync(_shop.Domain, _shop.Clock.GetUtcNow()));
        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await _shop.WishAsync(_order, 3, Tea(), Words());
        await _shop.RankAsync(_order, _shop.Clock.GetUtcNow().AddMinutes(-5));
        Assert.That(await CountAsync("select count(*) from shopify_written"), Is.Zero);

        _shop.Parcels[_order] = new(3, HasLines: true);
        await _shop.WishAsync(_order, 3, Tea());
        Assert.That(await CountAsync("select count(*) from shopify_written"), Is.EqualTo(1), "it is back, and so is the parcel");
    }

    [Test]
    public async Task What_changed_while_the_shop_was_away_is_written_when_it_is_back()
    {
        var anew = _shop.Order("#1043");
        await _shop.WishAsync(_order, 1, Tea());
        await _shop.WorkOffAsync();
        var left = _shop.Clock.GetUtcNow();
        await WriteAsync(s => s.PauseShopAsync(_shop.Domain, left));
        var asked = _shop.Shop.Log.Entries.Count;

        await _shop.WishAsync(_order, 2);
        await _shop.WishAsync(anew, 1, Tea());
        await _shop.SettleDownAsync();
        Assert.That(_shop.Shop.Log.Entries, Has.Count.EqualTo(asked), "a shop that is away is asked nothing");

        await WriteAsync(s => s.ResumeShopsAsync([(_shop.Domain, left.AddHours(1))]));
        await _shop.WorkOffAsync();
        Assert.That((_shop.Gifts(_order).Length, _shop.Note(_order), _shop.Gifts(anew).Length), Is.EqualTo((0, (string?)null, 1)));
    }

    private async Task ForgetCustomerAsync()
    {
        var person = new Person(_shop.Domain, Customer, [_order], Guid.Empty);
        await WriteAsync(async s =>
        {
            await s.BuryAsync(person, _shop.Clock.GetUtcNow());
            await new WrittenOfPerson().RedactAsync(s, person);
        });
        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
    }
}
