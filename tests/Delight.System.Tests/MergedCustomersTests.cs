using System.Text.Json;
using Delight.Simulator;
using Delight.SystemTests.Running;
using FsCheck;
using FsCheck.Fluent;

namespace Delight.SystemTests;

/// <summary>The platform makes one customer of two: their orders stand in one row, and what is not yet packed follows.</summary>
[TestFixture(Form.Embedded, 10)]
[TestFixture(Form.Distributed, 4)]
internal sealed class MergedCustomersTests(Form form, int cases)
{
    private const long Kept = 1;
    private const long Merged = 2;
    private Installation _installation = null!;
    private int _shops;

    [OneTimeSetUp]
    public async Task StartInstallation() => _installation = await Installation.StartAsync(form, moreShops: 40 * cases);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    [Test]
    public async Task Two_customers_with_three_orders_each_have_their_fourth_to_sixth_and_what_names_the_merged_one_late_is_the_seventh()
    {
        await _installation.SendAsync([.. Orders(Kept, "Ada", 1, 3, 5), .. Orders(Merged, "Ada", 2, 4, 6)]);
        await _installation.SettledAsync();
        Assert.That(await _installation.ParcelsAsync(), Is.Empty, "each has had three");

        await _installation.SendAsync([Merge(), Merge(status: "failed", kept: 3)]);
        await _installation.SettledAsync();
        await _installation.SendAsync([.. Orders(Merged, "Ada", 7), Merge()]);
        await _installation.SettledAsync();

        Assert.That((await _installation.ParcelsAsync()).Select(p => (p.OrderId, p.CustomerId, p.Ordinal)),
            Is.EqualTo(new[] { ("4", "1", (int?)4), ("5", "1", 5), ("6", "1", 6), ("7", "1", 7) }));
        Assert.That(await _installation.StoryAsync(4), Has.One.Contains("merged its customer with another"));
        Assert.That((await _installation.QueueAsync("merges")).GetProperty("errorDepth").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task Forgotten_after_it_the_name_is_in_no_parcel_of_either_and_does_not_come_back()
    {
        var shop = Installation.ShopNumber(40 * cases);
        await _installation.SendAsync([.. Orders(Kept, "Wilhelmine-Swordfish", 1, 3, 5), .. Orders(Merged, "Swanhild-Pilchard", 2, 4, 6), Merge()], connections: 1, shop);
        await _installation.SettledAsync();
        Assert.That(string.Concat((await _installation.ParcelsAsync(shop)).Select(p => p.Slip())), Does.Contain("Swordfish").And.Contain("Pilchard"));

        await _installation.SendAsync([new ShopDelivery("customers/redact", JsonSerializer.SerializeToUtf8Bytes(new { shop_domain = shop, customer = new { id = Kept }, orders_to_redact = Array.Empty<long>() }))], connections: 1, shop);
        await _installation.SettledAsync();
        await _installation.SendAsync([.. Orders(Merged, "Swanhild-Pilchard", 6, 7), .. Orders(Kept, "Wilhelmine-Swordfish", 5)], connections: 1, shop);
        await _installation.SettledAsync();

        var parcels = await _installation.ParcelsAsync(shop);
        Assert.That(parcels.Select(p => p.Ordinal), Is.EqualTo(new[] { 4, 5, 6, 7 }));
        Assert.That(string.Concat(parcels.Select(p => p.Slip())), Does.Not.Contain("Swordfish").And.Not.Contain("Pilchard"));
        if (_installation.Form == Form.Distributed)
        {
            Assert.That(await new Traces("Swordfish", "Pilchard").InTablesAsync(_installation), Is.Empty);
        }
    }

    [Test]
    public void However_orders_and_merges_come_the_same_parcels_are_filled() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(SharedData.Long ? 10 * cases : cases), Prop.ForAll(Arb.From(History.Any, History.Smaller), SameParcelsAsync));

    /// <summary>Two shops get the same deliveries: one the orders in time order and then the merge, the other all of it shuffled, doubled and four at a time.</summary>
    private async Task SameParcelsAsync(History history)
    {
        if (_shops + 2 >= 40 * cases)
        {
            return; // Shrinking has used up the shops: what was found so far is reported.
        }

        var (straight, crooked) = (Installation.ShopNumber(++_shops), Installation.ShopNumber(++_shops));
        await _installation.SendAsync([.. history.InTime(), Merge()], connections: 1, straight);
        ShopDelivery[] mixed = [.. history.Mixed(), Merge(), Merge()];
        new Random(_shops).Shuffle(mixed);
        await _installation.SendAsync(mixed, connections: 4, crooked);
        await _installation.SettledAsync();

        var expected = (await _installation.ParcelsAsync(straight)).Select(p => p.Slip());
        Assert.That((await _installation.ParcelsAsync(crooked)).Select(p => p.Slip()), Is.EqualTo(expected), history.ToString());
    }

    private static IEnumerable<ShopDelivery> Orders(long customer, string name, params IEnumerable<int> days) => RecordedShop.Deliveries([.. days.Select(day => new ShopOrder
    {
        Id = day, Name = $"#{day}", CustomerId = customer, CustomerFirstName = name, CreatedAt = new DateTimeOffset(2026, 3, day, 0, 0, 0, TimeSpan.Zero),
        FinancialStatus = "paid", Total = 10, Currency = "USD",
    })]);

    private static ShopDelivery Merge(string status = "completed", long kept = Kept) => new("customers/merge", JsonSerializer.SerializeToUtf8Bytes(new
    {
        admin_graphql_api_customer_kept_id = $"gid://shopify/Customer/{kept}", admin_graphql_api_customer_deleted_id = $"gid://shopify/Customer/{Merged}",
        admin_graphql_api_job_id = "gid://shopify/Job/1", status, errors = Array.Empty<object>(),
    }));
}
