using Delight.ObjectMother.Stores;
using Delight.Platform.Store;

namespace Delight.Platform.Tests.Store;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
public class SchemaUpgradeTests(StoreKind kind)
{
    private static readonly ModuleSchema[] Modules =
        [new("platform", typeof(PlatformModule).Assembly), new("tests", typeof(SchemaUpgradeTests).Assembly)];

    private static readonly string[] Own = ["platform/1", "platform/2", "platform/3", "platform/4", "platform/5", "platform/6", "platform/7", "platform/8", "platform/9", "platform/10"];

    private TestStore? _database;

    private TestStore Database => _database!;

    [SetUp]
    public async Task Open() => _database = await TestStore.EmptyAsync(kind);

    [TearDown]
    public async Task Close()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task Every_step_is_applied_in_its_order()
    {
        await UpgradeAsync(Database.Store);

        Assert.That(await StepsAsync(), Is.EqualTo((string[])[.. Own, "tests/1", "tests/2"]));
        await Database.Store.WriteAsync(s => s.ScriptAsync("insert into things (id, flag, colour) values (1, false, 'blue')"), CancellationToken.None);
    }

    [Test]
    public async Task A_second_start_changes_nothing()
    {
        await UpgradeAsync(Database.Store);
        await Database.Store.WriteAsync(s => s.ScriptAsync("insert into things (id, flag) values (1, false)"), CancellationToken.None);

        await UpgradeAsync(Database.Another());

        Assert.That(await StepsAsync(), Has.Count.EqualTo(Own.Length + 2));
        Assert.That(await Database.Store.ReadAsync(s => s.QueryAsync<long>("select id from things"), CancellationToken.None), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Started_by_several_at_once_each_step_is_applied_once()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => Database.Another()).ToArray();

        await Task.WhenAll(processes.Select(UpgradeAsync));

        Assert.That(await StepsAsync(), Is.EqualTo((string[])[.. Own, "tests/1", "tests/2"]));
    }

    [Test]
    public async Task A_module_that_is_new_is_added_to_what_is_there()
    {
        await new SchemaUpgrade(Database.Store, Modules[..1]).RunAsync(CancellationToken.None);

        await UpgradeAsync(Database.Store);

        Assert.That(await StepsAsync(), Has.Count.EqualTo(Own.Length + 2));
    }

    [Test]
    public async Task A_step_that_fails_undoes_the_whole_upgrade()
    {
        await Database.Store.WriteAsync(s => s.ScriptAsync("create table things (in_the_way integer)"), CancellationToken.None);

        Assert.That(() => UpgradeAsync(Database.Store), Throws.InstanceOf<System.Data.Common.DbException>());

        Assert.That(StepsAsync, Throws.InstanceOf<System.Data.Common.DbException>());
        await Database.Store.WriteAsync(s => s.ScriptAsync("create table story (free integer)"), CancellationToken.None);
    }

    private static Task UpgradeAsync(IStore store) => new SchemaUpgrade(store, Modules).RunAsync(CancellationToken.None);

    private async Task<IReadOnlyList<string>> StepsAsync() => await Database.Store.ReadAsync(
        s => s.QueryAsync<string>("select module || '/' || number from schema_steps order by module, number"), CancellationToken.None);
}
