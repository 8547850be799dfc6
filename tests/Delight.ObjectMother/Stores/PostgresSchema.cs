using Npgsql;
using NUnit.Framework;

namespace Delight.ObjectMother.Stores;

/// <summary>A schema in the database of DELIGHT_TEST_POSTGRES, gone afterwards; cheaper than a database for each test.</summary>
public sealed class PostgresSchema : IAsyncDisposable
{
    private const string Setting = "DELIGHT_TEST_POSTGRES";
    private readonly string _server;
    private readonly string _name;

    private PostgresSchema(string server, string name) => (_server, _name) = (server, name);

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { SearchPath = _name }.ToString();

    /// <summary>The server's connection string; without a server the test is left out.</summary>
    public static string Server()
    {
        var server = Environment.GetEnvironmentVariable(Setting);
        if (string.IsNullOrEmpty(server))
        {
            Assert.Ignore("No PostgreSQL: run tests/run.sh.");
        }

        return server!;
    }

    public static async Task<PostgresSchema> CreateAsync()
    {
        var schema = new PostgresSchema(Server(), $"test_{Guid.NewGuid():N}");
        await schema.RunAsync($"create schema {schema._name}");
        return schema;
    }

    public async ValueTask DisposeAsync() => await RunAsync($"drop schema {_name} cascade");

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
