using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Platform.Tests.Work;

public class WorkTableTests(StoreKind kind) : OnEachStore(kind)
{
    private static readonly WorkItem Item = new() { Shop = Shop.Domain, SubjectId = Shop.OrderId(1), Worker = "rule-wax-seal", Version = 2, Cause = "delivery 1" };

    [Test]
    public async Task What_is_owed_stands_until_it_is_settled()
    {
        await WriteAsync(s => s.OweAsync([Item]));
        Assert.That(await OwedAsync(), Is.EqualTo(new[] { "rule-wax-seal 2 delivery 1" }));

        await WriteAsync(s => s.SettleAsync([Item]));
        Assert.That(await OwedAsync(), Is.Empty);
    }

    [Test]
    public async Task A_newer_version_takes_the_place_of_an_older_one()
    {
        await WriteAsync(s => s.OweAsync([Item]));
        await WriteAsync(s => s.OweAsync([Item with { Version = 3, Cause = "delivery 2" }]));

        Assert.That(await OwedAsync(), Is.EqualTo(new[] { "rule-wax-seal 3 delivery 2" }));
    }

    [Test]
    public async Task An_older_version_that_comes_late_changes_nothing()
    {
        await WriteAsync(s => s.OweAsync([Item]));
        await WriteAsync(s => s.OweAsync([Item with { Version = 1, Cause = "delivery 0" }]));

        Assert.That(await OwedAsync(), Is.EqualTo(new[] { "rule-wax-seal 2 delivery 1" }));
    }

    [Test]
    public async Task An_answer_to_an_older_version_does_not_settle_a_newer_one()
    {
        await WriteAsync(s => s.OweAsync([Item]));
        await WriteAsync(s => s.SettleAsync([Item with { Version = 1 }]));

        Assert.That(await OwedAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_to_a_newer_version_settles_the_older_one()
    {
        await WriteAsync(s => s.OweAsync([Item]));
        await WriteAsync(s => s.SettleAsync([Item with { Version = 3 }]));

        Assert.That(await OwedAsync(), Is.Empty);
    }

    [Test]
    public async Task Settling_touches_nobody_elses_work()
    {
        WorkItem[] others = [Item with { Worker = "rule-anniversary" }, Item with { SubjectId = Shop.OrderId(2) }, Item with { Shop = Shop.OtherDomain }];
        await WriteAsync(s => s.OweAsync([Item, .. others]));

        await WriteAsync(s => s.SettleAsync([Item]));

        Assert.That(await OwedAsync(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Who_gave_up_owes_nothing_until_there_is_something_new()
    {
        await WriteAsync(s => s.OweAsync([Item]));

        await WriteAsync(s => s.GiveUpAsync([Item]));
        Assert.That(await OwedAsync(), Is.Empty);

        await WriteAsync(s => s.OweAsync([Item with { Version = 3 }]));
        Assert.That(await OwedAsync(), Is.EqualTo(new[] { "rule-wax-seal 3 delivery 1" }));
    }

    [Test]
    public async Task Giving_up_an_older_version_leaves_the_newer_one_owed()
    {
        await WriteAsync(s => s.OweAsync([Item]));

        await WriteAsync(s => s.GiveUpAsync([Item with { Version = 1 }]));

        Assert.That(await OwedAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Whoever_owes_and_whoever_answers_never_wait_in_a_circle()
    {
        IStore[] processes = [Store, Database.Another()];
        WorkItem[] items = [.. Enumerable.Range(1, 200).Select(n => new WorkItem { Shop = Shop.Domain, SubjectId = n, Worker = "rule-test", Version = 1, Cause = "delivery" })];

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => processes[n % 2].WriteAsync(
            s => n % 4 < 2 ? s.OweAsync([.. items.Skip(n)]) : s.SettleAsync([.. items.Reverse().Skip(n)]), CancellationToken.None))).WaitAsync(Limit.Patience);
    }

    private Task<IReadOnlyList<string>> OwedAsync() =>
        ReadAsync(s => s.QueryAsync<string>("select worker || ' ' || version || ' ' || cause from work where not failed order by worker"));
}
