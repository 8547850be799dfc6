using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>Whoever dies wherever, whatever answer gets lost, and however many work at once: a gift stands in the order once.</summary>
internal sealed class OnceWhateverHappensTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private const ShopifyShopSettings.WriteBackSettings All = ShopifyShopSettings.WriteBackSettings.Note | ShopifyShopSettings.WriteBackSettings.OrderEdit | ShopifyShopSettings.WriteBackSettings.Hold;
    private WritingShop _shop = null!;

    [SetUp]
    public async Task Open() => _shop = await OpenAsync(Store, All);

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task A_process_that_dies_at_any_step_of_writing()
    {
        var steps = 0;
        for (var dead = true; dead;)
        {
            var order = _shop.Order();
            await _shop.RankAsync(order);
            await _shop.OweAsync(order);
            await _shop.WishAsync(order, 1, Tea(), Words());
            await DieAsync(++steps);
            await _shop.SettleAsync(order);
            await _shop.SettleDownAsync();

            AssertWrittenOnce(order, $"died at step {steps}");
            dead = _died;
        }

        Assert.That(steps, Is.GreaterThan(20));
        Assert.That(_shop.Merchant.CustomerNotifications, Is.Zero);
    }

    [Test]
    public async Task A_process_that_dies_at_any_step_of_taking_back()
    {
        var steps = 0;
        for (var dead = true; dead;)
        {
            var order = _shop.Order();
            await _shop.WishAsync(order, 1, Tea(), Words());
            await _shop.WorkOffAsync();
            await _shop.WishAsync(order, 2, Candle());
            await DieAsync(++steps);
            await _shop.WishAsync(order, 3);
            await _shop.SettleDownAsync();

            AssertNothingLeft(order, $"died at step {steps}");
            dead = _died;
        }

        Assert.That(steps, Is.GreaterThan(15));
    }

    [Test]
    public async Task A_process_that_dies_at_any_step_of_holding_and_letting_go()
    {
        var steps = 0;
        for (var dead = true; dead;)
        {
            var order = _shop.Order();
            await _shop.OweAsync(order);
            await _shop.RankAsync(order);
            await DieAsync(++steps);
            await _shop.SettleDownAsync();

            Assert.That(_shop.Merchant.Order(order)!.Holds, Is.Empty, $"died at step {steps}");
            dead = _died;
        }

        Assert.That(steps, Is.GreaterThan(6));
    }

    [Test]
    public async Task An_answer_that_gets_lost_before_or_after_it_is_done([Values("OrderForEdit", "BeginEdit", "AddToEdit", "CommitEdit", "OrderForNote", "SetNote", "AddTags")] string question)
    {
        foreach (var fault in new[] { FaultKind.CutBefore, FaultKind.CutAfter, FaultKind.Garbage, FaultKind.InternalServerError, FaultKind.Throttled })
        {
            var order = _shop.Order();
            _shop.Shop.Faults.Clear();
            _shop.Shop.Faults.Add(fault, operation: question);
            await _shop.WishAsync(order, 1, Tea(), Words());
            await _shop.SettleDownAsync();

            Assert.That(_shop.Shop.Faults.Waiting, Is.Empty);
            AssertWrittenOnce(order, fault.ToString());
        }
    }

    [Test]
    public async Task Two_processes_at_once()
    {
        long[] orders = [.. Enumerable.Range(0, 30).Select(n => _shop.Order($"#{n}"))];
        foreach (var order in orders)
        {
            await _shop.WishAsync(order, 1, Tea(), Words());
        }

        await Task.WhenAll(_shop.WorkOffAsync(), _shop.WorkOffAsync(store: Database.Another()));
        await _shop.SettleDownAsync();

        foreach (var order in orders)
        {
            AssertWrittenOnce(order, "two at once");
        }
    }

    [Test]
    public async Task A_process_that_was_thought_dead_and_commits_after_all()
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 1, Tea());
        var late = new LateCommit(_shop.Admin);
        var slow = _shop.WorkOffAsync(late);
        await late.IsAboutTo;
        _shop.Clock.Advance(TimeSpan.FromMinutes(4));
        await _shop.WorkOffAsync(store: Database.Another());
        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(1));

        late.GoOn();
        await slow;
        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(2), "the stand-in takes both, as the platform may");
        await _shop.SettleDownAsync();

        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(1), "who came after looks again");
    }

    private bool _died;

    private async Task DieAsync(int step)
    {
        var mortal = new Mortal(step, _shop.Admin, Store);
        _died = false;
        try
        {
            await _shop.WorkOffAsync(mortal, mortal);
        }
        catch (DiedException)
        {
            _died = true;
        }

        _shop.Clock.Advance(TimeSpan.FromMinutes(3));
    }

    private void AssertWrittenOnce(long order, string when)
    {
        var found = _shop.Merchant.Order(order)!;
        Assert.That(_shop.Gifts(order).Select(l => l.Title), Is.EqualTo(new[] { "A tin of tea for one (DELIGHT-TEA)", "Handwritten note" }), when);
        Assert.That(found.Edits, Has.Count.EqualTo(1), when);
        Assert.That(_shop.Note(order), Does.StartWith("1 × A tin of tea"), when);
        Assert.That(found.Tags, Is.EqualTo(new[] { "delight" }), when);
        Assert.That(found.Holds, Is.Empty, when);
    }

    private void AssertNothingLeft(long order, string when)
    {
        Assert.That(_shop.Gifts(order), Is.Empty, when);
        Assert.That(_shop.Note(order), Is.Null, when);
        Assert.That(_shop.Merchant.Order(order)!.Tags, Is.Empty, when);
    }
}
