using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>Marketing sets what there is, an order takes of it, and the API says what is left.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GivingApiTests : IAsyncDisposable
{
    private const string Catalogue = "/api/v1/catalogue/" + Shop.Domain;
    private Started _server = null!;

    [SetUp]
    public async Task Start() => _server = await Started.WithAsync(
        $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", "Rules:FourthToSeventhOrder:From=1",
        $"Giving:Shops:0:Shop={Shop.Domain.ToUpperInvariant()}", "Giving:Shops:0:MonthlyBudget=10", "Giving:Shops:0:PackingCost=0.50",
        "Giving:Shops:0:Catalogue:0:Sku=DELIGHT-SWEET", "Giving:Shops:0:Catalogue:0:Title=A wrapped sweet", "Giving:Shops:0:Catalogue:0:Cost=0.20", "Giving:Shops:0:Catalogue:0:Value=1");

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Test]
    public async Task Each_sku_is_its_own_however_an_address_writes_it()
    {
        string[] skus = ["A/B", "a%2Fb", "100%", "tea +1", "tea?1#2"];
        foreach (var sku in skus)
        {
            Assert.That(await PutAsync($"{Catalogue}/items/{Uri.EscapeDataString(sku)}", new { title = "Of " + sku, cost = 1m, value = 1m }), Is.EqualTo(200));
        }

        var items = (await _server.GetAsync(Catalogue)).Body.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("sku").GetString()!, i => i.GetProperty("title").GetString());
        Assert.That(skus.Select(s => items.GetValueOrDefault(s)), Is.EqualTo(skus.Select(s => "Of " + s)));
    }

    [TestCase("\u200b\ufeff")]
    [TestCase("turned \u202earound")]
    public async Task A_title_can_be_seen_and_turns_nothing_around(string title) =>
        Assert.That(await PutAsync(Catalogue + "/items/DELIGHT-X", new { title, cost = 1m, value = 1m }), Is.EqualTo(400));

    [Test]
    public async Task An_order_takes_from_stock_and_budget_and_the_line_says_what_was_not_left()
    {
        var tea = new { title = "A tin of tea", cost = 1.30m, value = 3m, stock = 1, tags = new[] { "for drinking" } };
        Assert.That(await PutAsync(Catalogue + "/items/DELIGHT-TEA", tea), Is.EqualTo(200));
        Assert.That(await PutAsync(Catalogue + "/items/delight-sweet", new { title = "A sweet", cost = 0.20m, value = 1m, stock = 0 }), Is.EqualTo(200));

        await _server.PostOrderAsync(1);
        await _server.SettledAsync();

        var line = (await _server.GetAsync("/api/v1/fulfilment")).Body.GetProperty("orders")[0].GetProperty("lines")[0];
        Assert.That(line.GetProperty("sku").GetString(), Is.EqualTo("DELIGHT-TEA"));
        Assert.That(line.GetProperty("why").GetString(), Does.EndWith("; none of A sweet is left"));
        var items = (await _server.GetAsync(Catalogue)).Body.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("sku").GetString(), i.GetProperty("stock").GetInt64(), i.GetProperty("ranOutAt").ValueKind));
        Assert.That(items, Is.EqualTo(new[] { ("DELIGHT-SWEET", 0, JsonValueKind.String), ("DELIGHT-TEA", 0, JsonValueKind.String) }));
        var budget = (await _server.GetAsync("/api/v1/budget/" + Shop.Domain)).Body;
        var month = budget.GetProperty("months").EnumerateArray().Single();
        Assert.That((budget.GetProperty("monthlyBudget").GetDecimal(), month.GetProperty("spent").GetDecimal(), month.GetProperty("month").GetString()), Is.EqualTo((10m, 1.80m, budget.GetProperty("month").GetString())));
        Assert.That(month.GetProperty("rules")[0].GetProperty("rule").GetString(), Is.EqualTo("fourth-to-seventh-order"));
        var changes = (await _server.GetAsync("/api/v1/interventions")).Body.GetProperty("interventions").EnumerateArray().Select(i => i.GetProperty("what").GetString());
        Assert.That(changes, Has.One.EqualTo($"{Shop.Domain}: put DELIGHT-TEA: A tin of tea, cost 1.30, value 3 USD, stock 1"));
    }

    [Test]
    public async Task Each_rules_parcels_and_their_cost_are_told_by_the_day_of_the_order()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _server.PostOrderAsync(1, now);
        await _server.SettledAsync();

        var days = (await _server.GetAsync("/api/v1/rules/hits?days=2")).Body.GetProperty("days").EnumerateArray().Select(d => d.GetRawText());

        Assert.That(days, Has.One.EqualTo($$$"""{"day":"{{{now:yyyy-MM-dd}}}","rule":"fourth-to-seventh-order","parcels":1,"cost":{"amount":0.7,"currency":"USD"}}"""));
    }

    [Test]
    public async Task A_customer_gets_nothing_that_they_refuse()
    {
        var hers = $"/api/v1/preferences/{Shop.Domain}/{Shop.Ada}";
        Assert.That(await PutAsync(hers, new { refuses = new[] { "DELIGHT-SWEET" }, sizes = new[] { "M" } }), Is.EqualTo(200));

        await _server.PostOrderAsync(1);
        await _server.SettledAsync();

        var lines = (await _server.GetAsync("/api/v1/fulfilment")).Body.GetProperty("orders")[0].GetProperty("lines");
        Assert.That(lines[0].GetProperty("sku").GetString(), Is.Not.EqualTo("DELIGHT-SWEET"));
        var kept = (await _server.GetAsync(hers)).Body;
        Assert.That(kept.GetRawText(), Is.EqualTo("""{"refuses":["DELIGHT-SWEET"],"likes":[],"sizes":["M"]}"""));
    }

    [Test]
    public async Task The_catalogue_goes_out_and_comes_in_as_csv()
    {
        using var answer = await _server.Http.GetAsync(new Uri(Catalogue + "/csv", UriKind.Relative));
        var csv = await answer.Content.ReadAsStringAsync();
        Assert.That((answer.Content.Headers.ContentType!.MediaType, csv.ReplaceLineEndings("\n").Split('\n')[1]), Is.EqualTo(("text/csv", "DELIGHT-SWEET,A wrapped sweet,0.2,1,,,,,,,")));

        Assert.That((await ImportAsync(csv + "MUG,A mug,4.20,9,200,,,drinkware,,fragile,320\n")).Status, Is.EqualTo(200));
        Assert.That((await _server.GetAsync(Catalogue)).Body.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
        var (status, says) = await ImportAsync(csv + "CUP,A cup,cheap,9,,,,,,,\nJUG,A jug,1,1,,,,,,,\n");
        Assert.That((status, says), Is.EqualTo((400, "Nothing was imported. Line 3, column cost: \"cheap\" cannot be read; give an amount such as 2.50.")));
        Assert.That((await _server.GetAsync(Catalogue)).Body.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_taken_out_is_gone_and_what_the_settings_name_stays()
    {
        await PutAsync(Catalogue + "/items/MUG", new { title = "A mug", cost = 1, value = 2 });

        Assert.That((await RemoveAsync("mug"), await RemoveAsync("mug"), await RemoveAsync("delight-sweet")), Is.EqualTo((200, 404, 409)));
    }

    [TestCase("/items/X", """{"title":"","cost":1,"value":1}""", "In this item X needs a Title of at most 200 characters, without control characters.")]
    [TestCase("/items/X", """{"title":"A thing","cost":-1,"value":1}""", "In this item X needs a Cost and a Value from 0 to 1000000000.")]
    [TestCase("/items/X", """{"title":"A thing","cost":1,"value":1,"traits":["soft"]}""", "In this item X has the trait \"soft\"; choose from fragile, keep-upright, cool.")]
    public async Task A_mistake_is_said(string path, string body, string says)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _server.Http.PutAsync(new Uri(Catalogue + path, UriKind.Relative), content);

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), Is.EqualTo(says));
    }

    [TestCase("/api/v1/catalogue/" + Shop.OtherDomain)]
    [TestCase("/api/v1/budget/" + Shop.OtherDomain)]
    public async Task A_shop_that_is_not_listed_has_none(string path) => OnOneOrder.IsProblem(await _server.GetAsync(path), 404,
        $"The shop {Shop.OtherDomain} gives whatever its rules say. List it under Delight:Giving:Shops to give from a catalogue and within a budget.");

    private async Task<int> PutAsync(string path, object body)
    {
        using var answer = await _server.Http.PutAsJsonAsync(path, body);
        return (int)answer.StatusCode;
    }

    private async Task<int> RemoveAsync(string sku)
    {
        using var answer = await _server.Http.DeleteAsync(new Uri($"{Catalogue}/items/{sku}", UriKind.Relative));
        return (int)answer.StatusCode;
    }

    private async Task<(int Status, string? Says)> ImportAsync(string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await _server.Http.PutAsync(new Uri(Catalogue + "/csv", UriKind.Relative), content);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return ((int)answer.StatusCode, body.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }
}
