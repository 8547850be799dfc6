using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Delight.FakeShops;

/// <summary>What the platform does not have: the strings that a test pulls when the shop runs as a program of its own.</summary>
internal static class ControlEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static void MapControl(this WebApplication app, FakeShop shop)
    {
        app.MapPost("/fake/faults", async (HttpContext http) => shop.Faults.Add((await JsonSerializer.DeserializeAsync<Fault>(http.Request.Body, Json))!));
        app.MapGet("/fake/faults", () => Results.Json(shop.Faults.Waiting, Json));
        app.MapDelete("/fake/faults", shop.Faults.Clear);

        app.MapGet("/fake/log", () => Results.Json(shop.Log.Entries, Json));
        app.MapDelete("/fake/log", shop.Log.Clear);

        app.MapGet("/fake/deliveries", () => Results.Json(shop.Deliveries.All, Json));
        app.MapGet("/fake/notifications", () => shop.Merchant.CustomerNotifications);
        app.MapPost("/fake/points/{points}", (double points) => shop.Bucket.TakeForOthers(points));
        app.MapPost("/fake/tokens/expire", shop.Tokens.ExpireAll);
        app.MapPost("/fake/tokens/refresh", () => Results.Text(shop.Tokens.NewRefreshToken()));
        app.MapPost("/fake/bulk", async (HttpContext http) =>
        {
            var told = await JsonSerializer.DeserializeAsync<BulkOrders>(http.Request.Body, Json);
            (shop.Bulk.Refusal, shop.Bulk.FailsAfter) = (told!.Refusal, told.FailsAfter);
        });

        app.MapPost("/fake/history", async (HttpContext http) => shop.Merchant.Remember((await JsonSerializer.DeserializeAsync<HistoricOrders>(http.Request.Body, Json))!));
        app.MapPost("/fake/orders", async (HttpContext http) =>
        {
            var order = (await JsonSerializer.DeserializeAsync<ShopOrder>(http.Request.Body, Json))!;
            shop.Merchant.Place(order.Id == 0 ? order with { Id = shop.Merchant.NextId() } : order);
        });
        app.MapPost("/fake/orders/{id:long}/{what}", (long id, string what, decimal? amount, string? text) =>
        {
            switch (what)
            {
                case "pay": shop.Merchant.Pay(id); break;
                case "cancel": shop.Merchant.Cancel(id); break;
                case "refund": shop.Merchant.Refund(id, amount); break;
                case "fulfil": shop.Merchant.Fulfil(id); break;
                case "archive": shop.Merchant.Archive(id); break;
                case "note": shop.Merchant.WriteNote(id, text); break;
                case "tag": shop.Merchant.Tag(id, text ?? ""); break;
                default: return Results.NotFound();
            }

            return Results.Ok();
        });
        app.MapPost("/fake/customers/{kept:long}/merge/{gone:long}", (long kept, long gone) => shop.Merchant.MergeCustomers(kept, gone));
    }

    private sealed record BulkOrders(string? Refusal, long? FailsAfter);
}
