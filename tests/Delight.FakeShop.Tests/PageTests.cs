namespace Delight.FakeShops.Tests;

/// <summary>What a person of the shop sees.</summary>
internal sealed class PageTests
{
    private OpenShop app = null!;

    [SetUp]
    public async Task Open() => app = await OpenShop.StartAsync();

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    [Test]
    public async Task The_form_makes_an_order_and_shows_it()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["customer"] = "1001", ["name"] = "<Ada>", ["title"] = "Tea", ["price"] = "24.00" });
        using var answer = await app.Client.PostAsync(new Uri(app.Shop.Address, "orders"), form);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("Order #1001").And.Contain("&lt;Ada&gt;").And.Contain("Total 24.00 USD"));
    }

    [Test]
    public async Task An_order_shows_what_an_app_wrote_to_it()
    {
        var order = app.Remember();
        await app.GiveAsync(order.Id, "A jar of honey");
        await app.DataAsync(Documents.Tag, new { id = Gid.Of("Order", order.Id), tags = new[] { "delight-gift" } });
        await app.DataAsync(Documents.SetMetafield, new { fields = new[] { new { ownerId = Gid.Of("Order", order.Id), @namespace = "delight", key = "note", type = "multi_line_text_field", value = "Dear Ada" } } });
        var page = await app.Client.GetStringAsync(new Uri(app.Shop.Address, $"orders/{order.Id}"));
        Assert.That(page, Does.Contain("A jar of honey").And.Contain("delight-gift").And.Contain("Dear Ada").And.Contain("Third order"));
    }

    [Test]
    public async Task Cancelling_is_a_button()
    {
        var order = app.Remember();
        using var answer = await app.Client.PostAsync(new Uri(app.Shop.Address, $"orders/{order.Id}/cancel"), content: null);
        Assert.That(order.CancelledAt, Is.Not.Null);
    }

    [TestCase("")]
    [TestCase("webhooks")]
    [TestCase("requests")]
    public async Task Pages_need_nothing_from_elsewhere(string path)
    {
        app.Remember();
        var page = await app.Client.GetStringAsync(new Uri(app.Shop.Address, path));
        Assert.That(page, Does.Contain("<h1>").And.Not.Contain("http://").And.Not.Contain("https://"));
    }
}
