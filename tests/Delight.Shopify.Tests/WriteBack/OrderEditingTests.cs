using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>A parcel stands in the shop's own order as lines for nothing, for the warehouse that reads nothing else.</summary>
internal sealed class OrderEditingTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private WritingShop _shop = null!;

    [SetUp]
    public async Task Open() => _shop = await OpenAsync(Store, ShopifyShopSettings.WriteBackSettings.OrderEdit);

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task What_goes_into_the_parcel_is_put_in_for_nothing_and_nobody_is_told()
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 1, Tea(), Words());

        await _shop.WorkOffAsync();

        Assert.That(_shop.Gifts(order).Select(l => l.Title), Is.EqualTo(new[] { "A tin of tea for one (DELIGHT-TEA)", "Handwritten note" }));
        Assert.That(_shop.Gifts(order), Has.All.Matches<FakeLine>(l => l is { Price: 0, Taxable: false, RequiresShipping: true, CurrentQuantity: 1 }));
        var edit = _shop.Merchant.Order(order)!.Edits.Single();
        Assert.That(edit.NotifiedCustomer, Is.False);
        Assert.That(edit.StaffNote, Does.Contain("this is the customer's 5th").And.Contain("Dear Ada"));
        Assert.That(_shop.Merchant.Order(order)!.CurrentTotal, Is.EqualTo(42.5m));
        Assert.That(await _shop.StoryAsync(order), Is.EqualTo(new[]
        {
            "Put into the shop's order, for nothing and without telling the customer: 1 × A tin of tea for one (DELIGHT-TEA), 1 × Handwritten note.",
        }));
    }

    [Test]
    public async Task A_gift_that_is_withdrawn_is_taken_out_again()
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 1, Tea(), Words());
        await _shop.WorkOffAsync();
        await _shop.WishAsync(order, 2);

        await _shop.WorkOffAsync();

        Assert.That(_shop.Gifts(order), Is.Empty);
        Assert.That(_shop.Merchant.CustomerNotifications, Is.Zero);
        Assert.That((await _shop.StoryAsync(order))[^1], Is.EqualTo("What was put into the shop's order is taken out of it again; the customer is not told."));
    }

    [Test]
    public async Task A_gift_that_becomes_another_is_exchanged()
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 1, Tea(), Words());
        await _shop.WorkOffAsync();
        await _shop.WishAsync(order, 2, Candle(), Words());

        await _shop.WorkOffAsync();

        Assert.That(_shop.Gifts(order).Select(l => l.Title), Is.EquivalentTo(new[] { "A small beeswax candle (DELIGHT-CANDLE)", "Handwritten note" }));
    }

    [Test]
    public async Task An_older_state_of_the_parcel_that_comes_late_changes_nothing()
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 2, Tea());
        await _shop.WishAsync(order, 1, Candle());
        await _shop.WishAsync(order, 2, Tea());
        await _shop.SettleDownAsync();

        Assert.That(_shop.Gifts(order).Single().Title, Does.StartWith("A tin of tea"));
        Assert.That(_shop.Merchant.Order(order)!.Edits, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_withdrawn_before_it_was_written_asks_the_shop_nothing()
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WishAsync(order, 2);
        await _shop.WorkOffAsync();

        Assert.That(_shop.Shop.Log.Entries, Is.Empty);
    }

    [TestCase("cancelled", "The order was cancelled at the shop: nothing is written into it.")]
    [TestCase("sent", "The shop has sent the order already: nothing is written into it.")]
    [TestCase("archived", "The order is archived at the shop: nothing is written into it.")]
    [TestCase("locked", "The shop does not let the order be edited: nothing is written into it. Another app holds it.")]
    public async Task An_order_that_cannot_be_edited_is_a_sentence_and_the_next_one_is_written(string state, string sentence)
    {
        var (order, next) = (_shop.Order(), _shop.Order("#1043"));
        Bring(order, state);
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WishAsync(next, 1, Tea());

        await _shop.WorkOffAsync();
        Assert.That(_shop.Gifts(next), Has.Length.EqualTo(1));

        await _shop.WaitOutRefusalsAsync();
        Assert.That(await _shop.StoryAsync(order), Is.EqualTo(new[] { sentence }));
        Assert.That(_shop.Gifts(order), Is.Empty);
        Assert.That(await CountAsync("select count(*) from shopify_written where due_at is not null"), Is.Zero);
    }

    [TestCase("cancelled", "The order was cancelled at the shop: what was written into it stays there.")]
    [TestCase("sent", "The shop has sent the order already: what was written into it stays there.")]
    public async Task What_can_no_longer_be_taken_out_is_a_sentence(string state, string sentence)
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        Bring(order, state);
        await _shop.WishAsync(order, 2);
        await _shop.WorkOffAsync();

        Assert.That((await _shop.StoryAsync(order))[^1], Is.EqualTo(sentence));
    }

    [TestCase("AddToEdit")]
    [TestCase("CommitEdit")]
    [TestCase("BeginEdit")]
    public async Task What_the_shop_refuses_is_told_in_its_words(string question)
    {
        var order = _shop.Order();
        _shop.Shop.Faults.Add(new Fault(FaultKind.UserError) { Operation = question, Times = 10, Message = "The order has too many lines." });
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        await _shop.WaitOutRefusalsAsync();

        Assert.That(await _shop.StoryAsync(order), Is.EqualTo(new[] { "The shop refused to edit the order: The order has too many lines." }));
        Assert.That(_shop.Gifts(order), Is.Empty);
    }

    [Test]
    public async Task An_app_that_may_not_waits_for_somebody_to_see_to_it()
    {
        var order = _shop.Order();
        _shop.Shop.Faults.Add(FaultKind.AccessDenied, operation: "BeginEdit");
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        Assert.That((await _shop.StoryAsync(order)).Single(), Does.StartWith("The shop's order waits to be written: "));

        _shop.Clock.Advance(TimeSpan.FromMinutes(30));
        await _shop.WorkOffAsync();
        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task An_order_that_the_shop_does_not_show_is_a_sentence()
    {
        await _shop.WishAsync(4711, 1, Tea());
        await _shop.WorkOffAsync();
        await _shop.WaitOutRefusalsAsync();

        Assert.That((await _shop.StoryAsync(4711)).Single(), Does.StartWith("The shop does not show the order"));
    }

    [Test]
    public async Task An_order_with_more_lines_than_a_page_gets_its_gift_once()
    {
        var order = _shop.Order();
        for (var line = 0; line < 60; line++)
        {
            _shop.Merchant.AddLine(order, new(null, "Handwritten note", 1, 0));
        }

        await _shop.WishAsync(order, 1, Words());
        await _shop.SettleDownAsync();
        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(61));

        await _shop.WishAsync(order, 2);
        await _shop.SettleDownAsync();
        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(60), "what the shop's own people put in is theirs, whatever it is called");
    }

    [Test]
    public async Task A_shop_that_wants_nothing_written_is_asked_nothing_but_to_take_back()
    {
        var (written, other) = (_shop.Order(), _shop.Order("#1043"));
        await _shop.WishAsync(written, 1, Tea());
        await _shop.WorkOffAsync();
        _shop.Settings.WriteBack = ShopifyShopSettings.WriteBackSettings.None;
        await _shop.WishAsync(written, 2);
        await _shop.WishAsync(other, 1, Tea());
        await _shop.SettleDownAsync();

        Assert.That(_shop.Gifts(written), Is.Empty);
        Assert.That(_shop.Gifts(other), Is.Empty);
    }

    private void Bring(long order, string state)
    {
        Action<long> bring = state switch
        {
            "cancelled" => o => _shop.Merchant.Cancel(o),
            "sent" => o => _shop.Merchant.Fulfil(o),
            "archived" => _shop.Merchant.Archive,
            _ => o => _shop.Merchant.Lock(o, "Another app holds it."),
        };
        bring(order);
    }
}
