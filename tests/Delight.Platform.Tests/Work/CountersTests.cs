using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;

namespace Delight.Platform.Tests.Work;

public class CountersTests(StoreKind kind) : OnEachStore(kind)
{
    [Test]
    public async Task Each_name_has_its_sum()
    {
        await WriteAsync(s => s.CountAsync([(Shop.Domain, "parcels", 2), (Shop.Domain, "lines", 5), (Shop.Domain, "parcels", 1)]));
        await WriteAsync(s => s.CountAsync([(Shop.Domain, "parcels", -2)]));

        Assert.That(await ReadAsync(s => s.SumsAsync()), Is.EquivalentTo(new Dictionary<string, long> { ["parcels"] = 1, ["lines"] = 5 }));
    }

    [Test]
    public async Task A_shop_sees_its_own_and_operations_see_all()
    {
        await WriteAsync(s => s.CountAsync([(Shop.Domain, "parcels", 2), (Shop.OtherDomain, "parcels", 3)]));

        Assert.That((await ReadAsync(s => s.SumsAsync(Shop.Domain)))["parcels"], Is.EqualTo(2));
        Assert.That((await ReadAsync(s => s.SumsAsync(Shop.OtherDomain)))["parcels"], Is.EqualTo(3));
        Assert.That((await ReadAsync(s => s.SumsAsync()))["parcels"], Is.EqualTo(5));
    }

    [Test]
    public async Task What_other_processes_counted_is_in_the_sum()
    {
        await WriteAsync(s => s.ScriptAsync($"insert into counters (shop, name, owner, value) values ('{Shop.Domain}', 'parcels', 'another/process', 40)"));
        await WriteAsync(s => s.CountAsync([(Shop.Domain, "parcels", 2)]));

        Assert.That((await ReadAsync(s => s.SumsAsync(Shop.Domain)))["parcels"], Is.EqualTo(42));
    }

    [Test]
    public async Task What_adds_up_to_nothing_is_not_written()
    {
        await WriteAsync(s => s.CountAsync([(Shop.Domain, "parcels", 1), (Shop.Domain, "parcels", -1)]));

        Assert.That(await CountAsync("select count(*) from counters"), Is.Zero);
    }

    [Test]
    public async Task Counted_at_once_nothing_is_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => WriteAsync(s => s.CountAsync([(Shop.Domain, n % 2 == 0 ? "a" : "b", 1), (Shop.Domain, n % 2 == 0 ? "b" : "a", 1)]))));

        Assert.That(await ReadAsync(s => s.SumsAsync()), Is.EquivalentTo(new Dictionary<string, long> { ["a"] = 50, ["b"] = 50 }));
    }

    [Test]
    public async Task What_is_undone_is_not_counted()
    {
        Assert.That(() => WriteAsync(async s =>
        {
            await s.CountAsync([(Shop.Domain, "parcels", 1)]);
            throw new InvalidOperationException("Changed my mind.");
        }), Throws.InvalidOperationException);

        Assert.That(await ReadAsync(s => s.SumsAsync()), Is.Empty);
    }
}
