using Delight.Platform.Store;
using NUnit.Framework;

namespace Delight.ObjectMother.Stores;

/// <summary>The same tests over each kind of store, every test on an empty one of its own.</summary>
/// <param name="modules">Any type of each module whose tables are wanted, besides those of Platform.</param>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
public abstract class OnEachStore(StoreKind kind, params Type[] modules)
{
    private TestStore? _database;

    protected TestStore Database => _database!;

    protected IStore Store => Database.Store;

    [SetUp]
    public async Task OpenStore() => _database = await TestStore.CreateAsync(kind, modules);

    [TearDown]
    public async Task CloseStore()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    protected Task<T> ReadAsync<T>(Func<ISession, Task<T>> work) => Store.ReadAsync(work, CancellationToken.None);

    protected Task WriteAsync(Func<ISession, Task> work) => Store.WriteAsync(work, CancellationToken.None);

    /// <summary>How many rows a statement counts.</summary>
    protected async Task<long> CountAsync(string sql, object? parameters = null) => (await ReadAsync(s => s.QueryAsync<long>(sql, parameters)))[0];
}
