using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Tests.Parcels;

public class SettledWorkTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private static readonly GestureDecided Gift = Shop.Decided(5);

    [Test]
    public async Task What_the_rule_owed_is_settled()
    {
        await WriteAsync(s => s.OweAsync([Owed(1), Owed(1) with { Worker = Queues.OfRule("a-seal") }]));

        await EnterAsync(Gift);

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select worker from work")), Is.EqualTo(new[] { "rule-a-seal" }));
    }

    [Test]
    public async Task An_answer_to_an_older_standing_leaves_the_newer_one_owed()
    {
        await WriteAsync(s => s.OweAsync([Owed(2)]));

        await EnterAsync(Gift);
        Assert.That(await CountAsync("select count(*) from work"), Is.EqualTo(1));

        await EnterAsync(Gift with { Version = 2 });
        Assert.That(await CountAsync("select count(*) from work"), Is.Zero);
    }

    [Test]
    public async Task An_answer_that_came_before_settles_all_the_same()
    {
        await EnterAsync(Gift);
        await WriteAsync(s => s.OweAsync([Owed(1)]));

        await EnterAsync(Gift);

        Assert.That(await CountAsync("select count(*) from work"), Is.Zero);
    }

    private static WorkItem Owed(long version) =>
        new() { Shop = Shop.Domain, SubjectId = Shop.OrderId(5), Worker = Queues.OfRule(Shop.Rule), Version = version, Cause = "delivery" };
}
