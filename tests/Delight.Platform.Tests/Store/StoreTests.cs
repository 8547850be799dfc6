using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;

namespace Delight.Platform.Tests.Store;

public class StoreTests(StoreKind kind) : OnEachStore(kind, typeof(Thing))
{
    private static readonly Thing Full = new()
    {
        Id = 9_100_000_000_000_083,
        NameOfIt = "Zoë's \"thing\" 李 😀",
        Amount = long.MaxValue,
        Pieces = int.MinValue,
        Flag = true,
        Data = [0, 255, 1],
        Share = 0.1,
    };

    [Test]
    public async Task A_row_comes_back_whole()
    {
        await WriteAsync(s => s.EachAsync(Thing.Insert, [Full]));

        Assert.That(await OneAsync(), Is.EqualTo(Full).UsingPropertiesComparer());
    }

    [Test]
    public async Task What_is_absent_comes_back_absent()
    {
        await WriteAsync(s => s.EachAsync(Thing.Insert, [new Thing { Id = 1 }]));

        Assert.That(await OneAsync(), Is.EqualTo(new Thing { Id = 1 }).UsingPropertiesComparer());
    }

    [Test]
    public async Task What_the_statements_return_comes_in_the_rows_order()
    {
        long[] ids = [5, 3, 9, 1, 7];

        var returned = await Store.WriteAsync(
            s => s.EachAsync<Thing, string>(Thing.Insert + " returning name_of_it", [.. ids.Select(Thing.Number)]), CancellationToken.None);

        Assert.That(returned, Is.EqualTo(ids.Select(i => $"thing {i}")));
    }

    [Test]
    public async Task A_statement_may_return_nothing_for_one_row_and_several_for_another()
    {
        await WriteAsync(s => s.EachAsync(Thing.Insert, [Thing.Number(1), Thing.Number(2), Thing.Number(3)]));

        var found = await ReadAsync(s => s.EachAsync<Upto, long>("select id from things where id <= @Id order by id", [new(2), new(0), new(3)]));

        Assert.That(found, Is.EqualTo(new[] { 1, 2, 1, 2, 3 }));
    }

    [Test]
    public async Task Without_rows_there_is_nothing_to_do()
    {
        await WriteAsync(s => s.EachAsync<Thing>("this is no sql", []));

        Assert.That(await ReadAsync(s => s.EachAsync<Thing, long>("this is no sql", [])), Is.Empty);
    }

    [Test]
    public async Task A_parameter_whose_name_begins_like_another_is_not_taken_for_it()
    {
        var row = new { Id = 1L, NameOfIt = "right", Name = "wrong", Flag = false };

        await WriteAsync(s => s.EachAsync("insert into things (id, name_of_it, flag) values (@Id, @NameOfIt, @Flag)", [row]));

        Assert.That((await OneAsync()).NameOfIt, Is.EqualTo("right"));
    }

    [Test]
    public async Task The_first_of_nothing_is_nothing()
    {
        Assert.That(await ReadAsync(s => s.FirstOrDefaultAsync<Thing>("select * from things")), Is.Null);
    }

    [Test]
    public async Task Work_that_throws_leaves_nothing_behind()
    {
        Assert.That(() => WriteAsync(async s =>
        {
            await s.EachAsync(Thing.Insert, [Thing.Number(1)]);
            throw new InvalidOperationException("Changed my mind.");
        }), Throws.InvalidOperationException);

        Assert.That(await CountAsync("select count(*) from things"), Is.Zero);
    }

    [Test]
    public async Task Work_whose_statement_fails_leaves_nothing_behind()
    {
        Assert.That(() => WriteAsync(s => s.EachAsync(Thing.Insert, [Thing.Number(1), Thing.Number(1)])), Throws.InstanceOf<System.Data.Common.DbException>());

        Assert.That(await CountAsync("select count(*) from things"), Is.Zero);
    }

    [Test]
    public async Task A_reader_sees_what_is_committed_and_nothing_else()
    {
        var seenMeanwhile = -1L;
        await WriteAsync(async s =>
        {
            await s.EachAsync(Thing.Insert, [Thing.Number(1)]);
            seenMeanwhile = await CountAsync("select count(*) from things");
        });

        Assert.That(seenMeanwhile, Is.Zero);
        Assert.That(await CountAsync("select count(*) from things"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_reader_sees_one_moment_whatever_is_committed_meanwhile()
    {
        await WriteAsync(s => s.EachAsync(Thing.Insert, [Thing.Number(1)]));

        var seen = await ReadAsync(async s =>
        {
            var before = (await s.QueryAsync<long>("select count(*) from things"))[0];
            await WriteAsync(w => w.EachAsync(Thing.Insert, [Thing.Number(2)]));
            return (before, (await s.QueryAsync<long>("select count(*) from things"))[0]);
        });

        Assert.That(seen, Is.EqualTo((1, 1)));
        Assert.That(await CountAsync("select count(*) from things"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_reader_that_fails_leaves_the_next_one_a_new_moment()
    {
        Assert.That(() => ReadAsync(s => s.QueryAsync<long>("select no_such_column from things")), Throws.InstanceOf<System.Data.Common.DbException>());
        await WriteAsync(s => s.EachAsync(Thing.Insert, [Thing.Number(1)]));

        Assert.That(await CountAsync("select count(*) from things"), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_holds_a_name_is_alone_with_it()
    {
        IStore[] processes = [Store, Database.Another()];
        await WriteAsync(s => s.EachAsync(Thing.Insert, [Thing.Number(1) with { Amount = 0 }]));

        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => processes[n % 2].WriteAsync(async s =>
        {
            await s.LockAsync(["thing/1", $"thing/{n}"]);
            var amount = (await s.QueryAsync<long>("select amount from things"))[0];
            await s.EachAsync("update things set amount = @Amount", [new { Amount = amount + 1 }]);
        }, CancellationToken.None)));

        Assert.That((await OneAsync()).Amount, Is.EqualTo(60));
    }

    [Test]
    public async Task Names_taken_in_any_order_make_nobody_wait_in_a_circle()
    {
        IStore[] processes = [Store, Database.Another()];
        string[] names = [.. Enumerable.Range(0, 20).Select(n => $"customer/{n}")];

        var held = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => processes[n % 2].WriteAsync(async s =>
        {
            await s.LockAsync(n % 3 == 0 ? names.Reverse() : names);
            return 1;
        }, CancellationToken.None))).WaitAsync(Limit.Patience);

        Assert.That(held.Sum(), Is.EqualTo(40));
    }

    [Test]
    public async Task A_mistake_in_a_statement_does_not_pass_by_itself()
    {
        var mistake = await Assert.CatchAsync(() => WriteAsync(s => s.ScriptAsync("selekt 1")));

        Assert.That(Store.IsTransient(mistake!), Is.False);
        Assert.That(Store.Explain(mistake!), Is.Not.Empty);
    }

    private async Task<Thing> OneAsync() => (await ReadAsync(s => s.QueryAsync<Thing>("select * from things"))).Single();

    private sealed record Upto(long Id);
}
