using Delight.Platform.Access;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Ledger;

/// <summary>How many orders are whose customer's first, second … order.</summary>
internal static class StandingApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/orders/by-ordinal", CountAsync).WithName("countOrdersByOrdinal")
        .WithSummary("Counting orders by their place in their customer's row; those at 1 are as many as the customers known.").Needs(Scope.Read);

    private static async Task<Ok<OrdersByOrdinal>> CountAsync(IStore store, CancellationToken cancellationToken, string? shop = null)
    {
        var rows = await store.ReadAsync(session => session.QueryAsync<OrdinalCount>($"""
            select ordinal, count(*) as orders from orders
            where ordinal is not null {(shop is null ? "" : "and shop = @Shop")}
            group by ordinal order by ordinal
            """, new { Shop = shop?.ToLowerInvariant() }), cancellationToken);
        return TypedResults.Ok(new OrdersByOrdinal(rows));
    }
}

internal sealed record OrdersByOrdinal(IReadOnlyList<OrdinalCount> Ordinals);

internal sealed record OrdinalCount
{
    public long Ordinal { get; init; }
    public long Orders { get; init; }
}
