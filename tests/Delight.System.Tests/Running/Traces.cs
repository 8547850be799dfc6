using System.Text;
using Npgsql;
using RabbitMQ.Client;

namespace Delight.SystemTests.Running;

/// <summary>Where words that speak of a person are still to be found.</summary>
internal sealed class Traces(params IReadOnlyList<string> words)
{
    public bool Holds(ReadOnlySpan<byte> bytes)
    {
        foreach (var word in words)
        {
            if (bytes.IndexOf(Encoding.UTF8.GetBytes(word)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every table, every row, as text; bytes stand there in hexadecimal.</summary>
    public async Task<IReadOnlyList<string>> InTablesAsync(Installation installation)
    {
        await using var connection = new NpgsqlConnection(installation.Servers!.Store);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("select table_name from information_schema.tables where table_schema = 'public'", connection))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var found = new List<string>();
        foreach (var table in tables)
        {
            foreach (var word in words)
            {
                await using var search = new NpgsqlCommand($"select count(*) from \"{table}\" r where r::text like @text or r::text like @hex", connection);
                search.Parameters.AddWithValue("text", $"%{word}%");
                search.Parameters.AddWithValue("hex", $"%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word))}%");
                if ((long)(await search.ExecuteScalarAsync())! > 0)
                {
                    found.Add($"{table}: {word}");
                }
            }
        }

        return found;
    }

    /// <summary>Looks at every message that waits, and leaves it there.</summary>
    public async Task<IReadOnlyList<string>> InQueuesAsync(Installation installation)
    {
        var found = new List<string>();
        await using var connection = await new ConnectionFactory { Uri = new Uri(installation.Servers!.Bus) }.CreateConnectionAsync();
        foreach (var queue in (await installation.Servers.CopiesAsync()).Keys.Where(q => q != "delight-visits-failures")) // Nobody else may read that one.
        {
            await using var channel = await connection.CreateChannelAsync();
            while (await channel.BasicGetAsync(queue, autoAck: false) is { } message)
            {
                if (Holds(message.Body.Span))
                {
                    found.Add(queue);
                }
            }
        }

        return found;
    }
}
