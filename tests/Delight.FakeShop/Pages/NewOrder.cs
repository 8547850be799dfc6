using System.Globalization;
using Delight.Simulator;
using Microsoft.AspNetCore.Http;

namespace Delight.FakeShops;

/// <summary>The order that the form of the first page asks for.</summary>
internal static class NewOrder
{
    public static ShopOrder From(IFormCollection form, FakeShop shop)
    {
        var price = decimal.TryParse(form["price"], CultureInfo.InvariantCulture, out var given) ? given : 10;
        long? customer = long.TryParse(form["customer"], CultureInfo.InvariantCulture, out var id) ? id : null;
        return new()
        {
            Id = shop.Merchant.NextId(),
            Name = $"#{1001 + shop.Merchant.OrderCount}",
            CustomerId = customer,
            CustomerFirstName = form["name"],
            CustomerEmail = customer is null ? null : $"customer-{customer}@example.com",
            CreatedAt = shop.Options.Time.GetUtcNow(),
            FinancialStatus = "paid",
            Total = price,
            Currency = shop.Options.Currency,
            Lines = [new(Sku: null, string.IsNullOrWhiteSpace(form["title"]) ? "Goods" : form["title"].ToString(), 1, price)],
        };
    }
}
