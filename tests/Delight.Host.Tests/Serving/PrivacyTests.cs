using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>The whole program, filled everywhere with a customer's name, asked to tell it and to forget it.</summary>
public class PrivacyTests
{
    private const string Name = "Wilhelmine-Swordfish";
    private const string Email = "wilhelmine@swordfish.example";
    private Started _server = null!;

    [SetUp]
    public async Task Fill()
    {
        _server = await Started.WithAsync(
            $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", $"Shops:1:Domain={Shop.OtherDomain}", $"Shops:1:WebhookSecrets:0={Started.Secret}",
            "Rules:FourthToSeventhOrder:From=1");
        for (var number = 1; number <= 3; number++)
        {
            await PostAsync(Order(number));
        }

        await PostAsync(Order(4) with { CreatedAt = null }); // To the quarantine.
        await PostAsync(Order(5) with { CustomerId = 8, FirstName = "Ada" });
        await PostAsync(Order(6), Shop.OtherDomain);
        await SettledAsync();
        await _server.PostAsync($"/api/v1/fulfilment/{Shop.Domain}/{Shop.OrderId(1)}/packed", new { packer = "Pat" });
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task A_data_request_is_answered_with_all_that_is_held()
    {
        await AskAsync("customers/data_request");

        var id = (await _server.GetAsync("/api/v1/privacy")).Body.GetProperty("requests")[0].GetProperty("id").GetString();
        var (status, _, body) = await _server.GetAsync($"/api/v1/privacy/{Shop.Domain}/{id}");

        Assert.That(status, Is.EqualTo(200));
        var answer = body.GetProperty("answer");
        Assert.That(answer.GetProperty("orders").GetArrayLength(), Is.EqualTo(3));
        Assert.That(answer.GetProperty("orders")[0].GetProperty("story").GetRawText(), Does.Contain("it is the customer").And.Contain("Pat packed it"));
        Assert.That(answer.GetProperty("parcels").GetRawText(), Does.Contain(Name));
        Assert.That(answer.GetProperty("quarantine").GetRawText(), Does.Contain(Email));
        Assert.That((await _server.GetAsync("/api/v1/privacy")).Body.GetRawText(), Does.Not.Contain(Name), "the list names nobody");
    }

    [Test]
    public async Task A_forgotten_customers_name_is_nowhere_and_the_orders_and_gifts_are_as_before()
    {
        await AskAsync("customers/data_request");
        var before = await OrdinalsAsync();

        await AskAsync("customers/redact");
        await PostAsync(Order(2)); // A late repetition does not bring the name back.
        await SettledAsync();

        Assert.That(await OrdinalsAsync(), Is.EqualTo(before));
        var parcels = (await _server.GetAsync($"/api/v1/fulfilment?state=all&shop={Shop.Domain}")).Body.GetRawText();
        Assert.That(parcels, Does.Contain("This is your").And.Contain("the words are removed").And.Contain("Dear Ada").And.Not.Contain(Name));
        Assert.That((await _server.GetAsync($"/api/v1/fulfilment?state=all&shop={Shop.OtherDomain}")).Body.GetRawText(), Does.Contain(Name), "another shop's customer");
        var proof = (await _server.GetAsync("/api/v1/privacy")).Body.GetProperty("requests").EnumerateArray().Single(r => r.GetProperty("kind").GetString() == "customers/redact");
        Assert.That(proof.GetProperty("done").GetRawText(), Is.EqualTo("""{"stories":0,"quarantine":1,"parcels":3,"preferences":0,"showings":0,"written":0,"shops-side":0,"orders":3}"""));
    }

    [Test]
    public async Task The_files_hold_nothing_of_a_shop_that_is_forgotten_nor_of_a_customer()
    {
        await AskAsync("customers/redact");
        await AskAsync("shop/redact", shop: Shop.OtherDomain);
        await SettledAsync();

        foreach (var file in _server.Files().Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var bytes = System.Text.Encoding.Latin1.GetString(await SharedBytesAsync(file));
            Assert.That(bytes.Contains(Name, StringComparison.Ordinal), Is.False, $"{Path.GetFileName(file)} holds the name");
            Assert.That(bytes.Contains(Email, StringComparison.Ordinal), Is.False, $"{Path.GetFileName(file)} holds the address");
        }

        Assert.That((await _server.GetAsync($"/api/v1/stats?shop={Shop.OtherDomain}")).Body.GetProperty("orders").GetProperty("known").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task A_new_order_after_that_is_a_new_beginning()
    {
        await AskAsync("customers/redact");
        await PostAsync(Order(7) with { CreatedAt = "2199-01-01T00:00:00Z" });
        await SettledAsync();

        Assert.That((await _server.GetAsync($"/api/v1/fulfilment?state=open&shop={Shop.Domain}")).Body.GetRawText(), Does.Contain($"Dear {Name}, this is your fourth order"));
    }

    [Test]
    public async Task A_shop_that_leaves_is_paused_until_somebody_orders_there_again()
    {
        await AskAsync("app/uninstalled");
        await PostAsync(Order(2)); // An old order once more says nothing.
        await SettledAsync();
        var paused = (await _server.GetAsync("/api/v1/fulfilment")).Body.GetRawText();
        var packed = await _server.PostAsync($"/api/v1/fulfilment/{Shop.Domain}/{Shop.OrderId(2)}/packed", new { packer = "Pat" });

        await PostAsync(Order(8) with { CreatedAt = "2199-01-01T00:00:00Z" });
        await SettledAsync();

        Assert.That((packed.Status, packed.Body.GetProperty("detail").GetString()), Is.EqualTo((409, $"The shop {Shop.Domain} removed Delight and is paused: its parcels wait until somebody orders there again.")));
        Assert.That((await _server.PostAsync($"/api/v1/fulfilment/{Shop.Domain}/{Shop.OrderId(2)}/packed", new { packer = "Pat" })).Status, Is.EqualTo(200));
        Assert.That(paused, Does.Not.Contain(Shop.Domain).And.Contain(Shop.OtherDomain));
        Assert.That((await _server.GetAsync("/api/v1/fulfilment")).Body.GetRawText(), Does.Contain(Shop.Domain));
    }

    private static OrderBody Order(int number) => new(Shop.OrderId(number), $"2026-11-{10 + number}T10:00:00Z", Shop.Ada, Name);

    private static async Task<byte[]> SharedBytesAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private async Task AskAsync(string topic, string shop = Shop.Domain)
    {
        var customer = new { id = Shop.Ada, email = Email };
        var body = JsonSerializer.SerializeToUtf8Bytes<object>(topic switch
        {
            "customers/redact" => new { shop_domain = shop, customer, orders_to_redact = new[] { Shop.OrderId(1) } },
            "customers/data_request" => new { shop_domain = shop, customer, orders_requested = new[] { Shop.OrderId(1) } },
            "shop/redact" => new { shop_domain = shop },
            _ => new { myshopify_domain = shop },
        });
        Assert.That(await _server.PostWebhookAsync(body, shop, topic), Is.EqualTo(200));
        await SettledAsync();
    }

    private async Task PostAsync(OrderBody order, string shop = Shop.Domain) =>
        Assert.That(await _server.PostWebhookAsync(order.Bytes(), shop), Is.EqualTo(200));

    private Task SettledAsync() => Limit.UntilAsync(async () => (await _server.GetAsync("/api/v1/stats")).Body.GetProperty("pending").GetInt64() == 0, "nothing is pending");

    private async Task<string> OrdinalsAsync() => (await _server.GetAsync($"/api/v1/orders/by-ordinal?shop={Shop.Domain}")).Body.GetRawText();

    private sealed record OrderBody(long Id, string? CreatedAt, long CustomerId, string FirstName)
    {
        public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = Id, name = $"#{Id % 10_000}", created_at = CreatedAt, updated_at = CreatedAt, financial_status = "paid", currency = "USD", current_total_price = "20.00", email = Email,
            customer = new { id = CustomerId, first_name = FirstName },
        });
    }
}
