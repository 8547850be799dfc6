using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Delight.FakeShops;

/// <summary>The doors that the platform has too.</summary>
internal static class ShopEndpoints
{
    public static void MapShop(this WebApplication app, FakeShop shop, ShopState state)
    {
        var graphql = new GraphqlEndpoint(state, shop.Tokens, shop.Bucket, shop.Faults, shop.Log);
        app.MapPost("/admin/api/{version}/graphql.json", graphql.ServeAsync);
        app.MapPost("/admin/oauth/access_token", (HttpContext http) => GrantAsync(http, shop));
        app.MapGet("/fake/bulk/{id:long}.jsonl", (HttpContext http, long id) => BulkDownload.ServeAsync(http, id, shop));
        app.MapControl(shop);
        app.MapPages(shop);
    }

    private static async Task GrantAsync(HttpContext http, FakeShop shop)
    {
        const string Operation = "access_token";
        var fault = shop.Faults.Take(Operation);
        if (fault is not null)
        {
            if (fault.Kind is FaultKind.CutAfter)
                shop.Tokens.Grant(await ReadAsync(http)); // All is done, and nobody hears of it.
            shop.Log.Add(new(shop.Options.Time.GetUtcNow(), Operation, "token", Variables: null, Cost: 0, fault.Kind.ToString(), ""));
            await FaultyAnswer.WriteAsync(http, fault, shop.Options.Time);
            return;
        }

        var (status, answer) = shop.Tokens.Grant(await ReadAsync(http));
        shop.Log.Add(new(shop.Options.Time.GetUtcNow(), Operation, "token", Variables: null, Cost: 0, status == StatusCodes.Status200OK ? "data" : status.ToString(), ""));
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(answer, http.RequestAborted);
    }

    private static async Task<Func<string, string?>> ReadAsync(HttpContext http)
    {
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return name => form[name];
        }

        var json = await JsonSerializer.DeserializeAsync<Dictionary<string, string?>>(http.Request.Body, cancellationToken: http.RequestAborted) ?? [];
        return name => json.GetValueOrDefault(name);
    }
}
