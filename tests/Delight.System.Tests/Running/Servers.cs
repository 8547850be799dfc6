using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Delight.SystemTests.Running;

/// <summary>A virtual host and a database of one installation's own, on the servers that tests/run.sh started.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly string _name = "t" + Guid.NewGuid().ToString("N");
    private readonly Uri[] _buses;
    private readonly string _admin;
    private readonly HttpClient _management;

    private Servers(ServerAddresses at)
    {
        _buses = [.. at.Bus.Split(',').Select(b => new Uri(b))];
        _admin = at.Postgres;
        Management = at.Management;
        var uri = new Uri(at.Management);
        _management = new HttpClient { BaseAddress = new UriBuilder(uri) { UserName = "", Password = "", Path = "/" }.Uri };
        _management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo))));
    }

    public string Bus => string.Join(',', _buses.Select(b => new UriBuilder(b) { Path = "/" + _name }.Uri.AbsoluteUri));

    public string Management { get; }

    public IEnumerable<string> Passwords =>
        new[] { Uri.UnescapeDataString(_buses[0].UserInfo.Split(':')[^1]), new NpgsqlConnectionStringBuilder(_admin).Password }.OfType<string>().Where(p => p.Length > 5);

    public Wire NewWire() => new(_buses[0].Host, _buses[0].Port);

    public string BusBehind(Wire wire) => new UriBuilder(Bus) { Host = "127.0.0.1", Port = wire.Port }.Uri.AbsoluteUri;

    /// <summary>The installation's own database.</summary>
    public string Database => _name;

    public string Store => new NpgsqlConnectionStringBuilder(_admin) { Database = _name, Pooling = true, MaxPoolSize = 10 }.ToString();

    public static async Task<Servers> CreateAsync(ServerAddresses at)
    {
        var servers = new Servers(at);
        await Eventually.BecomesTrueAsync("the virtual host stands", servers.HasVirtualHostAsync);
        var user = Uri.UnescapeDataString(servers._buses[0].UserInfo.Split(':')[0]);
        await servers.SendAsync(HttpMethod.Put, $"api/permissions/{servers._name}/{user}", new { configure = ".*", write = ".*", read = ".*" });
        await servers.ExecuteAsync($"create database {servers._name}");
        return servers;
    }

    public async ValueTask DisposeAsync()
    {
        await SendAsync(HttpMethod.Delete, $"api/vhosts/{_name}", null);
        _management.Dispose();
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"drop database if exists {_name} with (force)");
    }

    /// <summary>Of each queue, how many nodes of the cluster keep it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CopiesAsync()
    {
        var queues = await _management.GetFromJsonAsync<JsonElement[]>($"api/queues/{_name}?columns=name,members");
        return queues!.ToDictionary(q => q.GetProperty("name").GetString()!, q => q.TryGetProperty("members", out var members) ? members.GetArrayLength() : 0);
    }

    /// <summary>A young cluster may take longer to make one on all its nodes than it lets the request wait.</summary>
    private async Task<bool> HasVirtualHostAsync()
    {
        using var answer = await _management.PutAsync(new Uri($"api/vhosts/{_name}", UriKind.Relative), null);
        return answer.IsSuccessStatusCode ? true : answer.StatusCode >= HttpStatusCode.InternalServerError ? false
            : throw new HttpRequestException($"No virtual host: {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _management.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>As the owner of the database, and connected to another one.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
