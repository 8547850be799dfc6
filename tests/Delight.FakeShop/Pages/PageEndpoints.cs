using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Delight.FakeShops;

/// <summary>The shop's admin: what a person of the shop would see and press.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this WebApplication app, FakeShop shop)
    {
        app.MapGet("/", () => Html(OrdersPage.Write(shop)));
        app.MapGet("/orders/{id:long}", (long id) => shop.Merchant.Order(id) is { } order ? Html(OrderPage.Write(shop, order)) : Results.NotFound());
        app.MapGet("/webhooks", () => Html(WebhooksPage.Write(shop)));
        app.MapGet("/requests", () => Html(RequestsPage.Write(shop)));
        app.MapPost("/orders", async (HttpContext http) =>
        {
            var order = NewOrder.From(await http.Request.ReadFormAsync(), shop);
            return Results.LocalRedirect($"/orders/{shop.Merchant.Place(order).Id}");
        });
        app.MapPost("/orders/{id:long}/{what}", (long id, string what) =>
        {
            Action<long>? press = what switch
            {
                "cancel" => it => shop.Merchant.Cancel(it),
                "fulfil" => it => shop.Merchant.Fulfil(it),
                "refund" => it => shop.Merchant.Refund(it),
                "archive" => shop.Merchant.Archive,
                "pay" => shop.Merchant.Pay,
                _ => null,
            };
            press?.Invoke(id);
            return press is null ? Results.NotFound() : Results.LocalRedirect($"/orders/{id}");
        });
    }

    private static IResult Html(string page) => Results.Content(page, "text/html; charset=utf-8");
}
