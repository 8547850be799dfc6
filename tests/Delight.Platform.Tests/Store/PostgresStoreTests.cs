using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Settings;
using Delight.Platform.Store;
using Npgsql;

namespace Delight.Platform.Tests.Store;

public class PostgresStoreTests
{
    [Test]
    public async Task A_second_transaction_waits_for_a_name_until_the_first_has_committed()
    {
        await using var database = await TestStore.CreateAsync(StoreKind.Postgres);
        var secondHasIt = false;
        Task second = Task.CompletedTask;

        await database.Store.WriteAsync(async s =>
        {
            await s.LockAsync(["customer/7"]);
            second = database.Another().WriteAsync(async other =>
            {
                await other.LockAsync(["customer/7"]);
                secondHasIt = true;
            }, CancellationToken.None);
            await Limit.UntilAsync(async () => (await s.QueryAsync<long>(
                "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())"))[0] == 1, "the second waits");
            Assert.That(secondHasIt, Is.False);
        }, CancellationToken.None);
        await second.WaitAsync(Limit.Patience);

        Assert.That(secondHasIt, Is.True);
    }

    [Test]
    public async Task A_wrong_password_is_a_sentence_without_the_password()
    {
        var server = new NpgsqlConnectionStringBuilder(PostgresSchema.Server()) { Password = "swordfish" };

        var (sentence, transient) = await FailAsync(server);

        Assert.That(sentence, Is.EqualTo(
            $"PostgreSQL at {server.Host}:{server.Port}, database \"{server.Database}\", user \"{server.Username}\": the password or user was refused. Correct Delight:Store:ConnectionString."));
        Assert.That(transient, Is.True);
    }

    [Test]
    public async Task A_database_that_is_not_there_is_a_sentence()
    {
        var server = new NpgsqlConnectionStringBuilder(PostgresSchema.Server()) { Database = "nowhere" };

        var (sentence, transient) = await FailAsync(server);

        Assert.That(sentence, Does.EndWith("there is no such database. Create it, or correct Delight:Store:ConnectionString."));
        Assert.That(transient, Is.True);
    }

    [Test]
    public async Task A_server_that_is_away_is_a_sentence()
    {
        var (sentence, transient) = await FailAsync(new NpgsqlConnectionStringBuilder("Host=127.0.0.1;Port=1;Username=delight;Password=swordfish;Database=delight"));

        Assert.That(sentence, Is.EqualTo(
            "PostgreSQL at 127.0.0.1:1, database \"delight\", user \"delight\" cannot be reached. Start it, or correct Delight:Store:ConnectionString."));
        Assert.That(transient, Is.True);
    }

    [Test]
    public async Task A_connection_that_is_cut_passes_by_itself()
    {
        await using var database = await TestStore.CreateAsync(StoreKind.Postgres);

        var failure = await Assert.CatchAsync(() => database.Store.WriteAsync(async s =>
        {
            var own = (await s.QueryAsync<long>("select cast(pg_backend_pid() as bigint)"))[0];
            await database.Another().ReadAsync(other => other.QueryAsync<bool>("select pg_terminate_backend(cast(@Own as integer))", new { Own = own }), CancellationToken.None);
            await s.QueryAsync<long>("select cast(1 as bigint)");
        }, CancellationToken.None));

        Assert.That(database.Store.IsTransient(failure!), Is.True);
        Assert.That(await database.Store.ReadAsync(s => s.QueryAsync<long>("select count(*) from story"), CancellationToken.None), Is.EqualTo(new[] { 0 }));
    }

    private static async Task<(string Sentence, bool Transient)> FailAsync(NpgsqlConnectionStringBuilder connection)
    {
        await using var store = new PostgresStore(new StoreSettings { Provider = StoreSettings.Postgres, ConnectionString = connection.ToString() });
        var failure = await Assert.CatchAsync(() => store.ReadAsync(s => s.QueryAsync<long>("select cast(1 as bigint)"), CancellationToken.None));
        return (store.Explain(failure!), store.IsTransient(failure!));
    }
}
