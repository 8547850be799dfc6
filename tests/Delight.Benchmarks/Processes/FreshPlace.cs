using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Npgsql;

namespace Delight.Benchmarks.Processes;

/// <summary>A virtual host of the broker and a database for one run only; both are dropped afterwards.</summary>
internal sealed class FreshPlace : IAsyncDisposable
{
    private readonly Servers _servers;
    private readonly string _name;
    private readonly HttpClient _management;

    private FreshPlace(Servers servers, string name)
    {
        _servers = servers;
        _name = name;
        RabbitMq = new UriBuilder(servers.RabbitMq) { Path = name }.Uri.AbsoluteUri;
        Postgres = new NpgsqlConnectionStringBuilder(servers.Postgres) { Database = name }.ConnectionString;
        _management = new HttpClient { BaseAddress = new UriBuilder(servers.Management) { UserName = "", Password = "" }.Uri };
        _management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(servers.Management.UserInfo))));
    }

    /// <summary>Address of the virtual host.</summary>
    public string RabbitMq { get; }

    /// <summary>Connection string of the database.</summary>
    public string Postgres { get; }

    public string Management => _servers.Management.AbsoluteUri;

    public static async Task<FreshPlace> MakeAsync(Servers servers, CancellationToken cancellationToken)
    {
        var place = new FreshPlace(servers, $"benchmark_{Guid.NewGuid():N}");
        await place.SqlAsync($"create database {place._name}", cancellationToken);
        using var host = await place._management.PutAsJsonAsync($"api/vhosts/{place._name}", new { }, cancellationToken);
        host.EnsureSuccessStatusCode();
        var user = Uri.UnescapeDataString(servers.RabbitMq.UserInfo.Split(':')[0]);
        using var rights = await place._management.PutAsJsonAsync(
            $"api/permissions/{place._name}/{Uri.EscapeDataString(user)}", new { configure = ".*", write = ".*", read = ".*" }, cancellationToken);
        rights.EnsureSuccessStatusCode();
        return place;
    }

    public async ValueTask DisposeAsync()
    {
        using var gone = await _management.DeleteAsync(new Uri($"api/vhosts/{_name}", UriKind.Relative));
        _management.Dispose();
        NpgsqlConnection.ClearAllPools();
        await SqlAsync($"drop database {_name} with (force)", CancellationToken.None);
    }

    private async Task SqlAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(_servers.Postgres);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
