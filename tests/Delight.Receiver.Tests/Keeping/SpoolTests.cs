using System.Diagnostics;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Receiver.Keeping;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SpoolTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Spool _spool;

    public SpoolTests() => _spool = Open();

    private string File => _folder.File("spool.db");

    public async ValueTask DisposeAsync()
    {
        await _spool.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task What_is_appended_is_read_in_its_order()
    {
        var ids = await AppendAsync(5);

        var page = await ReadAsync(_spool);

        Assert.That(page.Select(m => m.Id), Is.EqualTo(ids));
        Assert.That(page.Select(m => m.Seq), Is.Ordered.Ascending);
        Assert.That(_spool.Count, Is.EqualTo(5));
    }

    [Test]
    public async Task An_order_comes_back_whole()
    {
        var order = Shop.Order() with { CustomerFirstName = "Zoë 李 😀", CancelledAt = Shop.Day(2), Total = new Money(1, "KWD") };
        await _spool.AppendAsync(order, order.Delivery.Id);

        var message = (await ReadAsync(_spool)).Single();

        Assert.That(System.Text.Json.JsonSerializer.Serialize(message.Message), Is.EqualTo(System.Text.Json.JsonSerializer.Serialize<object>(order)));
        Assert.That(message.Id, Is.EqualTo(order.Delivery.Id));
    }

    [Test]
    public async Task A_quarantined_delivery_comes_back_whole()
    {
        var quarantined = new DeliveryQuarantined { Shop = Shop.Domain, Reasons = ["No id.", "No time."], Body = [0, 255, 10], Delivery = Shop.Delivery() };
        await _spool.AppendAsync(quarantined, quarantined.Delivery.Id);

        var message = (DeliveryQuarantined)(await ReadAsync(_spool)).Single().Message;

        Assert.That(message, Is.EqualTo(quarantined).UsingPropertiesComparer());
    }

    [Test]
    public async Task It_can_be_read_a_page_at_a_time()
    {
        var ids = await AppendAsync(5);

        var first = await _spool.ReadAsync(0, 3, CancellationToken.None);
        var second = await _spool.ReadAsync(first[^1].Seq, 3, CancellationToken.None);

        Assert.That(first.Concat(second).Select(m => m.Id), Is.EqualTo(ids));
    }

    [Test]
    public async Task A_page_has_fewer_when_they_are_large_and_one_at_least()
    {
        var small = await AppendAsync(2);
        for (var number = 0; number < 2; number++)
        {
            await _spool.AppendAsync(new DeliveryQuarantined { Shop = Shop.Domain, Reasons = ["No id."], Body = new byte[4 * 1024 * 1024], Delivery = Shop.Delivery() }, Guid.NewGuid());
        }

        var first = await _spool.ReadAsync(0, 100, CancellationToken.None);
        var second = await _spool.ReadAsync(first[^1].Seq, 100, CancellationToken.None);
        var third = await _spool.ReadAsync(second[^1].Seq, 100, CancellationToken.None);

        Assert.That(first.Select(m => m.Id), Is.EqualTo(small));
        Assert.That((second.Count, third.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task What_is_removed_is_gone_and_the_others_keep_their_order()
    {
        var ids = await AppendAsync(3);
        var page = await ReadAsync(_spool);

        await _spool.RemoveAsync(page[1].Seq, () => { });

        Assert.That((await ReadAsync(_spool)).Select(m => m.Id), Is.EqualTo(new[] { ids[0], ids[2] }));
        Assert.That(_spool.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_removed_twice_is_counted_once()
    {
        await AppendAsync(2);
        var first = (await ReadAsync(_spool))[0].Seq;
        var told = 0;

        var gone = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _spool.RemoveAsync(first, () => told++)));

        Assert.That((gone.Count(g => g), told, _spool.Count), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public async Task It_survives_the_end_of_the_process()
    {
        var ids = await AppendAsync(3);
        var identity = _spool.File.Identity;
        await _spool.DisposeAsync();

        await using var again = Open();

        Assert.That((await ReadAsync(again)).Select(m => m.Id), Is.EqualTo(ids));
        Assert.That((again.Count, again.File.Identity), Is.EqualTo((3, identity)));
    }

    [Test]
    public async Task A_place_is_not_given_twice()
    {
        await AppendAsync(1);
        var first = (await ReadAsync(_spool)).Single().Seq;
        await _spool.RemoveAsync(first, () => { });

        await AppendAsync(1);

        Assert.That((await ReadAsync(_spool)).Single().Seq, Is.GreaterThan(first));
    }

    [Test]
    public async Task Two_spools_have_two_identities()
    {
        await using var other = Open(_folder.File("other.db"));
        await _spool.File.OpenAsync();
        await other.File.OpenAsync();

        Assert.That(_spool.File.Identity, Is.Not.Empty.And.Not.EqualTo(other.File.Identity));
    }

    [Test]
    public async Task Many_deliveries_at_once_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => AppendAsync(1)));

        var page = await _spool.ReadAsync(0, 2000, CancellationToken.None);
        Assert.That((_spool.Count, page.Count), Is.EqualTo((1000, 1000)));
        Assert.That(page.Select(m => m.Id), Is.Unique);
    }

    [Test]
    public async Task Whoever_waits_for_the_next_one_is_woken()
    {
        var woken = _spool.WaitAsync(Limit.Patience, CancellationToken.None);

        await AppendAsync(1);

        await woken.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(_spool.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task The_trace_of_the_request_is_kept()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        await AppendAsync(1);

        Assert.That((await ReadAsync(_spool)).Single().Trace, Is.EqualTo(activity.Id));
    }

    private static Task<IReadOnlyList<SpooledMessage>> ReadAsync(Spool spool) => spool.ReadAsync(0, 100, CancellationToken.None);

    private Spool Open(string? path = null) => new(Options.Create(new SpoolSettings { Path = path ?? File }));

    private async Task<List<Guid>> AppendAsync(int number)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < number; i++)
        {
            ids.Add(Guid.NewGuid());
            await _spool.AppendAsync(Shop.Order(), ids[i]);
        }

        return ids;
    }
}
