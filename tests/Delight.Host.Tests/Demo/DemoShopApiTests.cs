using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Delight.Host.Tests.Serving;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Demo;

/// <summary>The pretend shop of an installation that has no shop yet.</summary>
public sealed class DemoShopApiTests
{
    private const string Address = "/api/v1/demo-shop";
    private const string Pretend = "demo-shop.myshopify.com";

    [Test]
    public async Task Started_it_posts_its_orders_through_the_door_and_parcels_appear()
    {
        await using var server = await Started.WithAsync();
        var offer = (await server.GetAsync(Address)).Body;
        Assert.That(offer.GetProperty("canStart").GetBoolean(), Is.True);
        Assert.That(offer.GetProperty("says").GetString(), Does.Contain(Pretend).And.Contain("stay in its store: to be rid of them").And.Contain("count to this month's budget"));

        var (status, _, started) = await server.PostAsync(Address, null);

        Assert.That((status, started.GetProperty("shop").GetString()), Is.EqualTo((200, Pretend)));
        await Limit.UntilAsync(async () => await NumberAsync(server, "fulfilment", "open") > 0, "a parcel is there");
        Assert.That(await NumberAsync(server, "deliveries", "accepted"), Is.Positive);
        var record = (await server.GetAsync("/api/v1/interventions")).Body.GetProperty("interventions")[0];
        Assert.That((record.GetProperty("action").GetString(), record.GetProperty("what").GetString()), Is.EqualTo(("start", "the pretend shop " + Pretend)));
    }

    [Test]
    public async Task A_second_time_is_refused()
    {
        await using var server = await Started.WithAsync();
        Assert.That((await server.PostAsync(Address, null)).Status, Is.EqualTo(200));

        var (status, _, problem) = await server.PostAsync(Address, null);

        Assert.That((status, problem.GetProperty("detail").GetString()), Is.EqualTo((409, "The pretend shop is here already, and stays until this process ends.")));
        Assert.That((await server.GetAsync(Address)).Body.GetProperty("canStart").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Where_a_shop_is_configured_it_is_refused_and_nothing_comes()
    {
        await using var server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}");

        var (status, _, problem) = await server.PostAsync(Address, null);

        Assert.That(status, Is.EqualTo(409));
        Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith($"There is a shop already ({Shop.Domain})").And.Contain("\"Delight.Host demo\""));
        Assert.That(server.Log, Has.None.Contains(Pretend));
        Assert.That(await server.PostWebhookAsync("{}"u8.ToArray(), Pretend), Is.EqualTo(401));
    }

    [Test]
    public async Task Where_roles_run_apart_the_verb_is_named_instead()
    {
        await using var server = await Started.WithAsync("Bus:Transport=RabbitMq", "Bus:Uri=amqp://127.0.0.1:1", "Store:Provider=Postgres",
            "Store:ConnectionString=Host=127.0.0.1;Port=1;Username=delight;Database=delight", "Roles:0=Dashboard");

        var (_, _, offer) = await server.GetAsync(Address);

        Assert.That(offer.GetProperty("canStart").GetBoolean(), Is.False);
        Assert.That(offer.GetProperty("says").GetString(), Does.Contain("spread over several").And.Contain("\"Delight.Host demo\""));
    }

    [Test]
    public async Task In_the_end_one_thing_has_run_out_one_nearly_and_a_part_of_the_budget_is_spent()
    {
        await using var server = await Started.WithAsync();
        await server.PostAsync(Address, null);
        await Limit.UntilAsync(() => server.Log.Contains($"The pretend shop {Pretend} has posted everything."), "everything is posted");
        await server.SettledAsync();

        var items = (await server.GetAsync($"/api/v1/catalogue/{Pretend}")).Body.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("sku").GetString()!, i => i.GetProperty("stock").GetInt64());
        Assert.That(items, Has.Count.EqualTo(6));
        Assert.That(items["DELIGHT-TEA"], Is.Zero);
        Assert.That(items["DELIGHT-SWEET"], Is.InRange(1, 6));
        var budget = (await server.GetAsync($"/api/v1/budget/{Pretend}")).Body;
        Assert.That(budget.GetProperty("months")[0].GetProperty("spent").GetDecimal() / budget.GetProperty("monthlyBudget").GetDecimal(), Is.InRange(0.1m, 0.35m), "the gifts of 78 weeks, all decided in this month");
        Assert.That(await NumberAsync(server, "orders", "known"), Is.InRange(600, 700));
        Assert.That(await NumberAsync(server, "deliveries", "quarantined"), Is.Zero);
    }

    [Test]
    public async Task A_process_that_ends_while_it_posts_ends_at_once_and_as_ever()
    {
        var (program, address) = await BuiltProgram.ServeAsync(("Delight__Api__Tokens__0", Started.Token));
        await using var running = program;
        using var api = new HttpClient { BaseAddress = address };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Started.Token);
        await Limit.UntilAsync(async () => (await api.PostAsync(new Uri(Address, UriKind.Relative), null)).IsSuccessStatusCode, "it starts when the tables stand");
        await program.SaysAsync("begins to post ");

        var watch = Stopwatch.StartNew();
        var (exitCode, output, error) = await program.StopAsync();

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(8)));
        Assert.That(output, Does.Not.Contain("   at ").And.Not.Contain("has posted everything").And.Not.Contain("posts no more"));
    }

    private static async Task<long> NumberAsync(Started server, string group, string name) =>
        (await server.GetAsync("/api/v1/stats")).Body.GetProperty(group).GetProperty(name).GetInt64();
}
