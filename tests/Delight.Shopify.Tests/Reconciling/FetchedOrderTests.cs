using System.Globalization;
using Delight.Contracts;
using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Receiver.Payload;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Reconciling;
using Delight.Shopify.Tests.Contract;
using Delight.Simulator;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>The same order, by webhook and by the Admin API, is the same to everybody behind.</summary>
internal sealed class FetchedOrderTests
{
    private OpenDoor? _door;

    private OpenDoor Door => _door!;

    [SetUp]
    public async Task Open() => _door = await OpenDoor.ToAsync("HttpClient");

    [TearDown]
    public async Task Close()
    {
        if (_door is not null)
        {
            await _door.DisposeAsync();
        }
    }

    [Test]
    public Task A_paid_order() => IsTheSameAsync(Placed());

    [Test]
    public Task A_guests_order() => IsTheSameAsync(Placed(o => o with { CustomerId = null, CustomerEmail = null }));

    [Test]
    public Task An_order_with_a_note_of_many_lines_and_controls() => IsTheSameAsync(Placed(), it => Door.Shop.Merchant.WriteNote(it.Id, "Bitte\nkein\tPlastik \u202e" + string.Concat(Enumerable.Repeat("😀", 400))));

    [Test]
    public Task An_order_of_many_and_long_things() => IsTheSameAsync(Placed(o => o with
    {
        Lines = [.. Enumerable.Range(0, 8).Select(n => new ShopLine($"S-{n}", n == 2 ? " " : new string((char)('a' + n), 40 * n) + "!", 1, 3m, RequiresShipping: n == 7, Vendor: n % 2 == 0 ? "Leaf & Co" : null))],
    }));

    [Test]
    public Task An_order_that_nothing_is_to_be_sent_of() => IsTheSameAsync(Placed(o => o with { Lines = [new("GIFT", "A card by mail", 1, 42.5m, RequiresShipping: false)] }));

    [Test]
    public Task A_test_order() => IsTheSameAsync(Placed(o => o with { Test = true }));

    [Test]
    public Task A_pending_order() => IsTheSameAsync(Placed(o => o with { FinancialStatus = "pending" }));

    [Test]
    public Task An_order_that_is_cancelled() => IsTheSameAsync(Placed(), it => Door.Shop.Merchant.Cancel(it.Id));

    [Test]
    public Task An_order_of_which_a_part_is_given_back() => IsTheSameAsync(Placed(), it => Door.Shop.Merchant.Refund(it.Id, 10m));

    [Test]
    public Task An_order_that_is_given_back_whole() => IsTheSameAsync(Placed(), it => Door.Shop.Merchant.Refund(it.Id));

    [Test]
    public Task An_order_that_has_left() => IsTheSameAsync(Placed(), it => Door.Shop.Merchant.Fulfil(it.Id));

    [Test]
    public Task An_order_of_which_a_part_has_left() => IsTheSameAsync(Placed(), it => Door.Shop.Merchant.Fulfil(it.Id, partly: true));

    [Test]
    public Task An_order_to_which_a_person_added_a_thing() => IsTheSameAsync(Placed(), it => Door.Shop.Merchant.AddLine(it.Id, new ShopLine("MUG", "A mug", 1, 7m)));

    [Test]
    public async Task An_order_into_which_gifts_were_written_is_as_it_was_bought()
    {
        var order = Placed(o => o with { Lines = [new("GIFT", "A card by mail", 1, 42.5m, RequiresShipping: false, Vendor: "Leaf & Co")] });
        var edit = (await Door.AskAsync(BeginEdit.Document, BeginEdit.Of(order.Id))).Value!.OrderEditBegin!.CalculatedOrder!.Id;
        await Door.AskAsync(AddToEdit.Document, AddToEdit.Of(edit, "A tin of tea for one (DELIGHT-TEA)", 2, "USD"));
        await Door.AskAsync(CommitEdit.Document, CommitEdit.Of(edit, "Delight"));
        Assert.That(order.Lines, Has.Count.EqualTo(2));

        var seen = await IsTheSameAsync(order);

        Assert.That((seen.Items.Single().Title, seen.RequiresShipping), Is.EqualTo(("A card by mail", false)));
    }

    [Test]
    public async Task A_free_line_that_a_person_added_is_among_the_things_bought()
    {
        var seen = await IsTheSameAsync(Placed(), it => Door.Shop.Merchant.AddLine(it.Id, new ShopLine(null, "A sample, on us", 1, 0m)));

        Assert.That(seen.Items.Select(i => i.Title), Is.EqualTo(new[] { "Morning tea", "A sample, on us" }));
    }

    private FakeOrder Placed(Func<ShopOrder, ShopOrder>? vary = null)
    {
        var order = new ShopOrder
        {
            Id = Door.Shop.Merchant.NextId(), Name = "#1042", CustomerId = 77, CustomerFirstName = "Ada", CustomerEmail = "Ada@Example.com", CreatedAt = Shop.Day(1), FinancialStatus = "paid", Total = 42.5m,
            Currency = "USD", Lines = [new("TEA-1", "Morning tea", 2, 20m, Vendor: "Leaf & Co")],
        };
        return Door.Shop.Merchant.Remember(vary?.Invoke(order) ?? order);
    }

    private async Task<OrderSeen> IsTheSameAsync(FakeOrder order, Action<FakeOrder>? happens = null)
    {
        happens?.Invoke(order);
        var (delivery, customer) = (Shop.Delivery("orders/updated"), order.CustomerId is { } id ? Door.Shop.Merchant.Customer(id) : null);

        var (byWebhook, faults) = OrderMapping.Read(Door.Shop.Options.Domain, delivery, OrderJson.Bytes(OrderJson.Of(order, customer, sharesNames: true)));
        var since = order.UpdatedAt.AddMinutes(-1);
        var page = await Door.Admin.SendAsync(Door.Shop.Options.Domain, OrdersUpdatedSince.Document, OrdersUpdatedSince.Of(since, order.UpdatedAt.AddMinutes(1), null, withPeople: true), Urgency.Background, CancellationToken.None);
        var fetched = page.Value!.Orders.Nodes.Single().ToOrderSeen(Door.Shop.Options.Domain, delivery);

        Assert.That(faults, Is.Empty);
        Assert.That(Told(fetched), Is.EqualTo(Told(byWebhook!)));
        return fetched;
    }

    /// <summary>Lists are compared by what is in them.</summary>
    private static string Told(OrderSeen order) => string.Create(CultureInfo.InvariantCulture,
        $"{order with { Items = [], CustomerTags = [] }} items: {string.Join(", ", order.Items)} tags: {string.Join(", ", order.CustomerTags)} refunded: {order.RefundedAt:O}");
}
