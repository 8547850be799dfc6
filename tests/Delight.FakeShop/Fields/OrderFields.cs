using System.Globalization;

namespace Delight.FakeShops;

internal static class OrderFields
{
    public static void AddTo(FieldTable table)
    {
        var order = table.For<FakeOrder>("Order");
        order["id"] = (it, _) => Gid.Of("Order", it.Id);
        order["legacyResourceId"] = (it, _) => it.Id;
        order["name"] = (it, _) => it.Name;
        order["number"] = (it, _) => int.TryParse(it.Name.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        order["createdAt"] = (it, _) => it.CreatedAt;
        order["processedAt"] = (it, _) => it.CreatedAt;
        order["updatedAt"] = (it, _) => it.UpdatedAt;
        order["cancelledAt"] = (it, _) => it.CancelledAt;
        order["cancelReason"] = (it, _) => it.CancelReason?.ToUpperInvariant();
        order["closed"] = (it, _) => it.ClosedAt is not null;
        order["closedAt"] = (it, _) => it.ClosedAt;
        order["confirmed"] = (_, _) => true;
        order["test"] = (it, _) => it.Test;
        order["sourceName"] = (_, _) => "web";
        order["displayFinancialStatus"] = (it, _) => it.FinancialStatus.ToUpperInvariant();
        order["displayFulfillmentStatus"] = (it, _) => Fulfilment(it);
        order["fulfillable"] = (it, _) => it.FulfillmentStatus != "fulfilled" && it.CancelledAt is null;
        order["fullyPaid"] = (it, _) => it.FinancialStatus is "paid" or "partially_refunded" or "refunded";
        order["unpaid"] = (it, _) => it.FinancialStatus is "pending" or "authorized" or "expired";
        order["currencyCode"] = (it, _) => it.Currency;
        order["presentmentCurrencyCode"] = (it, _) => it.Currency;
        order["totalPriceSet"] = (it, _) => Money.Bag(it.Total, it.Currency);
        order["originalTotalPriceSet"] = (it, _) => Money.Bag(it.Total, it.Currency);
        order["currentTotalPriceSet"] = (it, _) => Money.Bag(it.CurrentTotal, it.Currency);
        order["totalRefundedSet"] = (it, _) => Money.Bag(it.Refunds.Sum(refund => refund.Amount), it.Currency);
        order["totalOutstandingSet"] = (it, _) => Money.Bag(it.FinancialStatus == "pending" ? it.CurrentTotal : 0, it.Currency);
        order["requiresShipping"] = (it, _) => it.Lines.Any(line => line.RequiresShipping);
        order["customer"] = (it, asked) => it.CustomerId is { } customer ? asked.Shop.Customer(customer) : null;
        order["customerLocale"] = (it, _) => it.Locale;
        order["email"] = (it, asked) => it.CustomerId is { } customer ? asked.Shop.Customer(customer)?.Email : null;
        order["note"] = (it, _) => it.Note;
        order["tags"] = (it, _) => it.Tags.Order(StringComparer.OrdinalIgnoreCase).ToList();
        order["customAttributes"] = (_, _) => Array.Empty<Answer>();
        order["discountCodes"] = (_, _) => Array.Empty<string>();
        order["edited"] = (it, _) => it.Edits.Count > 0;
        order["merchantEditable"] = (it, _) => !it.EditErrors().Any();
        order["merchantEditableErrors"] = (it, _) => it.EditErrors().ToList();
        order["lineItems"] = (it, asked) => Page.Of([.. it.Lines.Select(line => new LineOf(it, line))], asked);
        order["subtotalLineItemsQuantity"] = (it, _) => it.Lines.Sum(line => line.Quantity);
        order["currentSubtotalLineItemsQuantity"] = (it, _) => it.Lines.Sum(line => line.CurrentQuantity);
        order["customerJourneySummary"] = (it, asked) => Journey(it, asked.Shop);
        order["refunds"] = (it, asked) => it.Refunds.Take(asked.Number("first") ?? int.MaxValue).Select(refund => Refund(it, refund)).ToList();
    }

    private static string Fulfilment(FakeOrder order) => order switch
    {
        { FulfillmentStatus: "fulfilled" } => "FULFILLED",
        { FulfillmentStatus: "partial" } => "PARTIALLY_FULFILLED",
        { Holds.Count: > 0 } => "ON_HOLD",
        _ => "UNFULFILLED",
    };

    private static Answer? Journey(FakeOrder order, ShopState shop)
    {
        if (order.CustomerId is null)
            return null;
        var ready = order.CreatedAt + shop.Options.JourneyReadyAfter <= shop.Now;
        return new() { ["ready"] = ready, ["customerOrderIndex"] = ready ? shop.Orders.PlaceOf(order) : null };
    }

    private static Answer Refund(FakeOrder order, FakeRefund refund) => new("Refund")
    {
        ["id"] = Gid.Of("Refund", refund.Id),
        ["legacyResourceId"] = refund.Id,
        ["createdAt"] = refund.At,
        ["processedAt"] = refund.At,
        ["updatedAt"] = refund.At,
        ["note"] = refund.Note,
        ["totalRefundedSet"] = Money.Bag(refund.Amount, order.Currency),
        ["order"] = order,
    };
}
