using Delight.ObjectMother;
using Delight.Platform.Store;

namespace Delight.Platform.Tests.Store;

/// <summary>Operations are told what to mend, and nobody waits for ever.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UnusableSqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_file_of_another_kind_is_a_sentence()
    {
        var file = _folder.File("holiday.jpg");
        await File.WriteAllTextAsync(file, new string('x', 5000));
        await using var store = new SqliteStore($"Data Source={file}");

        var failure = await WriteFailureAsync(store);

        Assert.That(store.Explain(failure), Is.EqualTo($"{file} is not a SQLite file. Move it away, or correct Delight:Store:ConnectionString."));
        Assert.That(store.IsTransient(failure), Is.False);
    }

    [Test]
    public async Task A_folder_in_the_place_of_the_file_is_a_sentence()
    {
        await using var store = new SqliteStore($"Data Source={_folder.Path}");

        var failure = await WriteFailureAsync(store);

        Assert.That(store.Explain(failure), Is.EqualTo(
            $"The SQLite file {_folder.Path} cannot be opened. Make its folder writable, or correct Delight:Store:ConnectionString."));
    }

    [Test]
    public async Task A_file_in_the_place_of_the_folder_names_the_file()
    {
        await File.WriteAllTextAsync(_folder.File("in-the-way"), "");
        await using var store = new SqliteStore($"Data Source={_folder.File("in-the-way/delight.db")}");

        Assert.That(store.Explain(await WriteFailureAsync(store)), Does.StartWith($"The SQLite file {_folder.File("in-the-way/delight.db")}"));
    }

    [Test]
    public async Task A_connection_string_that_this_build_cannot_serve_fails_the_writer_and_does_not_hang()
    {
        await using var store = new SqliteStore($"Data Source={_folder.File("delight.db")};Password=secret");

        Assert.That(await WriteFailureAsync(store), Is.Not.InstanceOf<TimeoutException>());
    }

    [Test]
    public async Task Once_it_is_mended_the_same_store_works()
    {
        var folder = _folder.File("folder");
        await File.WriteAllTextAsync(folder, "");
        await using var store = new SqliteStore($"Data Source={Path.Combine(folder, "delight.db")}");
        await WriteFailureAsync(store);

        File.Delete(folder);
        await store.WriteAsync(s => s.ScriptAsync("create table numbers (n bigint)"), CancellationToken.None);

        Assert.That(await store.ReadAsync(s => s.QueryAsync<long>("select count(*) from numbers"), CancellationToken.None), Is.EqualTo(new[] { 0 }));
    }

    private static async Task<Exception> WriteFailureAsync(SqliteStore store)
    {
        try
        {
            await store.WriteAsync(s => s.ScriptAsync("create table numbers (n bigint)"), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (Exception failure)
        {
            return failure;
        }

        throw new AssertionException("The store worked.");
    }
}
