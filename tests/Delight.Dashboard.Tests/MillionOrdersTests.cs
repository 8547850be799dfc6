using Delight.Dashboard.Tests.Million;
using Delight.SystemTests.Running;

namespace Delight.Dashboard.Tests;

/// <summary>A page is made as quickly for a shop with a million orders as for one with a few hundred. The figure aimed at is 200 ms.</summary>
internal sealed class MillionOrdersTests
{
    // Times all questions together take with few orders, so that a slow machine is measured by itself; it promises no 200 ms. The shortest times count:
    // a page that reads all orders does so however often it is asked, and a busy machine is busy only now and then.
    private const int Most = 40;

    private static int Orders => SharedData.Long ? 1_000_000 : 30_000;

    /// <summary>The long form asks PostgreSQL, too.</summary>
    private static Form[] Forms => SharedData.Long ? [Form.Embedded, Form.Distributed] : [Form.Embedded];

    [TestCaseSource(nameof(Forms))]
    public async Task No_page_takes_longer_because_a_million_orders_are_known(Form form)
    {
        var known = new KnownOrders(Orders);
        await using var large = await StartAsync(form, known);

        var few = await MeasureAsync(PagesInstallation.Installation, new SmallShop(await PagesInstallation.ParcelsAsync()));
        var many = await MeasureAsync(large, known);

        await TestContext.Out.WriteLineAsync($"{form}, medians in ms (the shortest) | some hundred orders | {Orders:N0} orders\n" + string.Join('\n', many.Select(m => $"{m.Key} | {few[m.Key]} | {m.Value}")));
        var bound = Most * few.Values.Sum(t => t.Least.TotalMilliseconds);
        Assert.That(many.Where(m => m.Value.Least.TotalMilliseconds > bound), Is.Empty, $"more than {bound:0} ms");
    }

    /// <summary>Delight makes its tables, and is away while they are filled: SQLite has one writer.</summary>
    private static async Task<Installation> StartAsync(Form form, KnownOrders known)
    {
        var installation = await Installation.CreateAsync(form, arrangement: new Arrangement { Roles = [[]], Settings = Settings });
        await installation.StartOrEndAsync();
        var process = (HostProcess)installation.Processes[0];
        await process.StopAsync();
        await known.FillAsync(form, installation.Store, TimeProvider.System.GetUtcNow());
        await installation.StartOrEndAsync();
        return installation;
    }

    private static async Task<IReadOnlyDictionary<string, Taken>> MeasureAsync(Installation installation, IShopToLookAt shop)
    {
        using var olga = await SignedIn.EnterAsync(installation.Processes[^1].Address, "olga", PagesInstallation.Password);
        return await ServerWork.MeasureAsync(new Questions(shop, olga, installation.Api), shop, olga);
    }

    /// <summary>As for the other tests of the pages, and customers are in arms.</summary>
    private static Dictionary<string, string> Settings => new(PagesInstallation.Settings)
    {
        ["Delight__Giving__Shops__0__Rules__0__Rule"] = KnownOrders.Rule,
        ["Delight__Giving__Shops__0__Rules__0__Arms__Nothing"] = "2",
        ["Delight__Giving__Shops__0__Rules__0__Arms__Both"] = "98",
    };
}
