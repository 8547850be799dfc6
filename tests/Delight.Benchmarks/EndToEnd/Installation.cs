using System.Data.Common;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Delight.Benchmarks.Processes;

namespace Delight.Benchmarks.EndToEnd;

/// <summary>A form of Delight or of its twin that runs: its processes, the door first, and a look at how far it is.</summary>
/// <param name="LookAsync">Told how many orders were sent.</param>
/// <param name="Place">Its servers, which go with it.</param>
internal sealed record Installation(IReadOnlyList<Contender> Programs, Func<int, CancellationToken, Task<Standing>> LookAsync, IAsyncDisposable? Place = null) : IAsyncDisposable
{
    public Contender Door => Programs[0];

    /// <summary>Asks Delight's own API.</summary>
    public static Func<int, CancellationToken, Task<Standing>> AskApi(Contender dashboard)
    {
        var client = new HttpClient { BaseAddress = dashboard.Uri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Shop.ApiToken);
        return async (_, cancellationToken) =>
        {
            var stats = await client.GetFromJsonAsync<Stats>("api/v1/stats", cancellationToken);
            return new Standing(stats!.Orders.Known, stats.Pending, stats.Fulfilment.Open);
        };
    }

    /// <summary>Looks into the twin's tables: an order that is not entered yet is pending, and so is an answer that is owed.</summary>
    public static Func<int, CancellationToken, Task<Standing>> LookInto(DbDataSource store) => async (sent, cancellationToken) =>
    {
        await using var command = store.CreateCommand(
            "select (select count(*) from orders), (select count(*) from work), (select count(*) from parcels p where exists (select 1 from parcel_lines l where l.shop = p.shop and l.id = p.id))");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var known = reader.GetInt64(0);
        return new Standing(known, sent - known + reader.GetInt64(1), reader.GetInt64(2));
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Programs)
        {
            await program.DisposeAsync();
        }

        if (Place is not null)
        {
            await Place.DisposeAsync();
        }
    }

    private sealed record Stats(OrderSums Orders, FulfilmentSums Fulfilment, long Pending);

    private sealed record OrderSums(long Known);

    private sealed record FulfilmentSums(long Open);
}

/// <param name="Known">Orders entered.</param>
/// <param name="Pending">Not yet finished.</param>
/// <param name="Gifted">Orders with something in their parcel.</param>
internal sealed record Standing(long Known, long Pending, long Gifted);
