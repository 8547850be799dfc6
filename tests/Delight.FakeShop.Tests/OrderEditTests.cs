namespace Delight.FakeShops.Tests;

/// <summary>Changing an order's lines.</summary>
internal sealed class OrderEditTests
{
    private OpenShop app = null!;

    [SetUp]
    public async Task Open()
    {
        app = await OpenShop.StartAsync();
        app.Merchant.Sell(new(501, "Honey", "HONEY", 9.5m, Available: 3));
    }

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    [Test]
    public async Task A_committed_edit_adds_its_line_and_tells_nobody()
    {
        var order = app.Remember();
        await app.GiveAsync(order.Id, "A jar of honey");
        Assert.Multiple(() =>
        {
            Assert.That(order.Lines.Last(), Has.Property("Title").EqualTo("A jar of honey").And.Property("Price").Zero.And.Property("RequiresShipping").True.And.Property("Taxable").False);
            Assert.That(order.CurrentTotal, Is.EqualTo(order.Total));
            Assert.That(order.Edits.Single().StaffNote, Is.EqualTo("Third order"));
            Assert.That(app.Merchant.CustomerNotifications, Is.Zero);
        });
    }

    [Test]
    public async Task The_same_gift_twice_is_two_gifts()
    {
        var order = app.Remember();
        await app.GiveAsync(order.Id, "A jar of honey");
        await app.GiveAsync(order.Id, "A jar of honey");
        Assert.That(order.Lines.Count(line => line.Title == "A jar of honey"), Is.EqualTo(2));
    }

    [Test]
    public async Task An_edit_can_be_committed_once()
    {
        var id = await BeginAsync(app.Remember().Id);
        (await app.DataAsync(Documents.AddItem, new { id, title = "Honey" })).Payload();
        (await app.DataAsync(Documents.Commit, new { id })).Payload();
        Assert.That((await app.DataAsync(Documents.Commit, new { id })).UserErrors()[0].GetProperty("message").GetString(), Is.EqualTo("The calculated order does not exist."));
    }

    [Test]
    public async Task A_customer_who_is_to_be_told_is_counted()
    {
        await app.GiveAsync(app.Remember().Id, "Honey", notify: true);
        Assert.That(app.Merchant.CustomerNotifications, Is.EqualTo(1));
    }

    [Test]
    public async Task A_thing_of_the_catalogue_is_added_once_and_its_price_taken_off()
    {
        const string Add = "mutation Add($id: ID!) { orderEditAddVariant(id: $id, variantId: \"gid://shopify/ProductVariant/501\", quantity: 1, allowDuplicates: false) { calculatedLineItem { id } userErrors { message } } }";
        const string Off = "mutation Off($id: ID!, $line: ID!) { orderEditAddLineItemDiscount(id: $id, lineItemId: $line, discount: { percentValue: 100, description: \"A gift\" }) { calculatedLineItem { discountedUnitPriceSet { shopMoney { amount } } } userErrors { message } } }";
        var order = app.Remember();
        var id = await BeginAsync(order.Id);
        var line = (await app.DataAsync(Add, new { id })).Payload().GetProperty("calculatedLineItem").GetProperty("id").GetString();
        Assert.That((await app.DataAsync(Add, new { id })).UserErrors().GetArrayLength(), Is.EqualTo(1), "the same variant again");
        (await app.DataAsync(Off, new { id, line })).Payload();
        (await app.DataAsync(Documents.Commit, new { id })).Payload();
        Assert.That(order.Lines.Last(), Has.Property("Sku").EqualTo("HONEY").And.Property("Discount").EqualTo(9.5m));
        Assert.That(order.CurrentTotal, Is.EqualTo(order.Total));
    }

    [Test]
    public async Task A_line_is_taken_out_by_its_quantity()
    {
        const string Remove = "mutation Remove($id: ID!, $line: ID!) { orderEditSetQuantity(id: $id, lineItemId: $line, quantity: 0) { userErrors { message } } }";
        var order = app.Remember();
        await app.GiveAsync(order.Id, "Honey");
        var id = await BeginAsync(order.Id);
        (await app.DataAsync(Remove, new { id, line = Gid.Of("CalculatedLineItem", order.Lines.Last().Id) })).Payload();
        (await app.DataAsync(Documents.Commit, new { id })).Payload();
        Assert.That(order.Lines.Last().CurrentQuantity, Is.Zero);
    }

    [TestCase("cancelled", "The order has been cancelled and cannot be edited.")]
    [TestCase("fulfilled", "The order has no unfulfilled line items and cannot be edited.")]
    [TestCase("locked", "This order is managed by another app.")]
    public async Task What_cannot_be_edited_says_why(string state, string sentence)
    {
        var order = app.Remember();
        switch (state)
        {
            case "cancelled": app.Merchant.Cancel(order.Id); break;
            case "fulfilled": app.Merchant.Fulfil(order.Id); break;
            default: app.Merchant.Lock(order.Id, sentence); break;
        }

        var told = await app.DataAsync(Documents.Begin, new { id = Gid.Of("Order", order.Id) });
        Assert.That(told.UserErrors()[0].GetProperty("message").GetString(), Is.EqualTo(sentence));
        var editable = await app.DataAsync("query Editable($id: ID!) { order(id: $id) { merchantEditable merchantEditableErrors } }", new { id = Gid.Of("Order", order.Id) });
        Assert.That(editable.GetProperty("order").GetProperty("merchantEditableErrors")[0].GetString(), Is.EqualTo(sentence));
    }

    [Test]
    public async Task What_was_cancelled_during_the_edit_is_not_changed()
    {
        var order = app.Remember();
        var id = await BeginAsync(order.Id);
        (await app.DataAsync(Documents.AddItem, new { id, title = "Honey" })).Payload();
        app.Merchant.Cancel(order.Id);
        Assert.That((await app.DataAsync(Documents.Commit, new { id })).UserErrors().GetArrayLength(), Is.EqualTo(1));
        Assert.That(order.Lines, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_gift_costs_30_points_and_40_with_its_discount() =>
        Assert.That(await CostOfAGiftAsync(), Is.EqualTo(30));

    private async Task<double> CostOfAGiftAsync()
    {
        await app.GiveAsync(app.Remember().Id, "Honey");
        return app.Shop.Log.Entries.Sum(entry => entry.Cost);
    }

    private async Task<string?> BeginAsync(long order) =>
        (await app.DataAsync(Documents.Begin, new { id = Gid.Of("Order", order) })).Payload().GetProperty("calculatedOrder").GetProperty("id").GetString();
}
