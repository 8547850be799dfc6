using Delight.ObjectMother;
using Delight.Platform.Health;
using Delight.Platform.Store;
using Microsoft.Data.Sqlite;

namespace Delight.Platform.Tests.Store;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteStoreTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public SqliteStoreTests() => _store = new SqliteStore($"Data Source={File}");

    private string File => _folder.File("new/folder/delight.db");

    [SetUp]
    public Task CreateTable() => _store.WriteAsync(s => s.ScriptAsync("create table numbers (n bigint not null primary key)"), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public void The_folder_is_made_when_it_is_missing() => Assert.That(File, Does.Exist);

    [Test]
    public async Task Many_writers_at_once_all_get_through()
    {
        var returned = await Task.WhenAll(Enumerable.Range(0, 3000).Select(n => _store.WriteAsync(s => InsertAsync(s, n), CancellationToken.None)));

        Assert.That(returned, Is.EqualTo(Enumerable.Range(0, 3000)));
        Assert.That(await CountAsync(), Is.EqualTo(3000));
    }

    [Test]
    public async Task Whatever_waits_shares_one_commit()
    {
        var (first, release) = await HoldTheWriterAsync();
        var waiting = Enumerable.Range(1, 100).Select(n => _store.WriteAsync(s => InsertAsync(s, n), CancellationToken.None)).ToArray();
        var finishedBeforeTheLast = -1;
        var last = _store.WriteAsync(s =>
        {
            finishedBeforeTheLast = waiting.Count(w => w.IsCompleted);
            return InsertAsync(s, 101);
        }, CancellationToken.None);

        release.SetResult();
        await Task.WhenAll([first, last, .. waiting]);

        Assert.That(finishedBeforeTheLast, Is.Zero);
        Assert.That(await CountAsync(), Is.EqualTo(102));
    }

    [Test]
    public async Task A_piece_that_fails_hurts_only_itself()
    {
        var (first, release) = await HoldTheWriterAsync();
        var before = _store.WriteAsync(s => InsertAsync(s, 1), CancellationToken.None);
        var bad = _store.WriteAsync(async s =>
        {
            await InsertAsync(s, 2);
            return await InsertAsync(s, 1);
        }, CancellationToken.None);
        var after = _store.WriteAsync(s => InsertAsync(s, 3), CancellationToken.None);

        release.SetResult();
        await Task.WhenAll(first, before, after);

        Assert.That(() => bad, Throws.InstanceOf<Microsoft.Data.Sqlite.SqliteException>());
        Assert.That(await _store.ReadAsync(s => s.QueryAsync<long>("select n from numbers order by n"), CancellationToken.None), Is.EqualTo(new[] { 0, 1, 3 }));
    }

    [Test]
    public async Task Disposal_finishes_what_waits()
    {
        var (first, release) = await HoldTheWriterAsync();
        var waiting = _store.WriteAsync(s => InsertAsync(s, 1), CancellationToken.None);

        var disposal = _store.DisposeAsync();
        release.SetResult();
        await disposal;

        Assert.That(() => Task.WhenAll(first, waiting).WaitAsync(Limit.Patience), Throws.Nothing);
    }

    [Test]
    public async Task What_was_written_is_there_after_a_new_start()
    {
        await _store.WriteAsync(s => InsertAsync(s, 7), CancellationToken.None);
        await _store.DisposeAsync();

        await using var again = new SqliteStore($"Data Source={File}");

        Assert.That(await again.ReadAsync(s => s.QueryAsync<long>("select n from numbers"), CancellationToken.None), Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public async Task The_log_is_emptied_beside_a_writer_and_not_before_its_last_reader_has_gone()
    {
        await _store.WriteAsync(s => InsertAsync(s, 1), CancellationToken.None);
        var reading = new TaskCompletionSource();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = _store.ReadAsync(async s =>
        {
            await s.QueryAsync<long>("select n from numbers");
            reading.SetResult();
            await release.Task;
            return true;
        }, CancellationToken.None);
        await reading.Task.WaitAsync(Limit.Patience);
        await _store.WriteAsync(s => InsertAsync(s, 2), CancellationToken.None);

        var forgetting = _store.ForgetAsync(CancellationToken.None);
        foreach (var number in Enumerable.Range(3, 20))
        {
            await _store.WriteAsync(s => InsertAsync(s, number), CancellationToken.None); // The writer is not held up.
        }

        Assert.That(forgetting.IsCompleted, Is.False);
        release.SetResult();
        await reader;
        await forgetting.WaitAsync(Limit.Patience);
        Assert.That(new FileInfo(File + "-wal").Length, Is.Zero);
    }

    [Test]
    public async Task Whoever_waits_for_a_file_that_another_program_writes_to_is_told_and_it_goes_on_by_itself()
    {
        await _store.WriteAsync(s => s.ScriptAsync("create table schema_steps (id integer)"), CancellationToken.None);
        var consumers = new ConsumersWait(_store, TimeProvider.System);
        await using (var other = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "begin immediate";
            await command.ExecuteNonQueryAsync();

            var writing = _store.WriteAsync(s => InsertAsync(s, 1), CancellationToken.None);
            Assert.That(await consumers.WhyAsync(CancellationToken.None), Does.Contain("Another program writes to the SQLite file"));
            Assert.That(async () => await writing.WaitAsync(Limit.Patience), Throws.InstanceOf<SqliteException>().And.Matches<SqliteException>(failure => _store.IsTransient(failure!)));
        }

        Assert.That(await consumers.WhyAsync(CancellationToken.None), Is.Null);
    }

    private async Task<(Task First, TaskCompletionSource Release)> HoldTheWriterAsync()
    {
        var inWork = new TaskCompletionSource();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _store.WriteAsync(async s =>
        {
            inWork.SetResult();
            await release.Task;
            return await InsertAsync(s, 0);
        }, CancellationToken.None);
        await inWork.Task.WaitAsync(Limit.Patience);
        return (first, release);
    }

    private static async Task<long> InsertAsync(ISession session, long number)
    {
        await session.EachAsync("insert into numbers (n) values (@Number)", [new { Number = number }]);
        return number;
    }

    private async Task<long> CountAsync() => (await _store.ReadAsync(s => s.QueryAsync<long>("select count(*) from numbers"), CancellationToken.None))[0];
}
