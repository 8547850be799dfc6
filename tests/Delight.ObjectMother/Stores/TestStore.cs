using System.Reflection;
using Delight.Platform;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.ObjectMother.Stores;

/// <summary>An empty database for one test, opened as Platform opens it; gone afterwards.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly StoreKind _kind;
    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceProvider> _processes = [];
    private readonly PostgresSchema? _schema;

    private TestStore(StoreKind kind, PostgresSchema? schema)
    {
        _kind = kind;
        _schema = schema;
        Store = Another();
    }

    public IStore Store { get; }

    public string ConnectionString => _schema?.ConnectionString ?? $"Data Source={_folder.File("delight.db")}";

    /// <param name="modules">Any type of each module whose tables are wanted, besides those of Platform.</param>
    public static async Task<TestStore> CreateAsync(StoreKind kind, params Type[] modules)
    {
        var store = await EmptyAsync(kind);
        await store.Store.UpgradeAsync(async session =>
        {
            foreach (var script in modules.Prepend(typeof(PlatformModule)).SelectMany(m => Scripts(m.Assembly)))
            {
                await session.ScriptAsync(script);
            }
        }, CancellationToken.None);
        return store;
    }

    /// <summary>Without any table.</summary>
    public static async Task<TestStore> EmptyAsync(StoreKind kind) =>
        new(kind, kind == StoreKind.Postgres ? await PostgresSchema.CreateAsync() : null);

    /// <summary>The same database as another process sees it.</summary>
    public IStore Another()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Delight:Store:Provider"] = _kind.ToString(),
            ["Delight:Store:ConnectionString"] = ConnectionString,
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddPlatform(configuration, new Topology([], []), needsBus: true, needsStore: true);
        var process = services.BuildServiceProvider();
        _processes.Add(process);
        return process.GetRequiredService<IStore>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        if (_schema is not null)
        {
            await _schema.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static IEnumerable<string> Scripts(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.Contains(".Schema.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(name => name[(name.IndexOf(".Schema.", StringComparison.Ordinal) + ".Schema.".Length)..])
        .Select(file => Sql.File(assembly, file));
}
