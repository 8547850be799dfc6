using Delight.Contracts;
using Delight.Platform.Gifts;
using Delight.Platform.Privacy;
using Delight.Platform.Texts;
using Delight.Shopify.Documents;

namespace Delight.Shopify.Reconciling;

/// <summary>From the Admin API's words to the event that the receiver makes of a webhook: the same but for the delivery. The customer's tags
/// are left out, as the platform leaves them out of webhooks since 2025-01: a rule is to decide the same by whichever way an order came.</summary>
internal static class FetchedOrder
{
    private const string Shipped = "FULFILLED";

    // As of webhooks: a customer's thousand such orders still add up in 64 bits.
    private const long LargestTotal = 1_000_000_000_000_000;

    /// <returns>Why the order makes no sense, as a sentence; nothing when it may be handed over.</returns>
    public static string? Fault(this ChangedOrder order, string shop)
    {
        try
        {
            var (minor, currency) = order.ToOrderSeen(shop, Nobodys).Total;
            return minor is < 0 or > LargestTotal ? "Its total is negative, or larger than any order's."
                : currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper) ? "Its currency is not an ISO 4217 code." : null;
        }
        catch (OverflowException)
        {
            return "Its total is larger than any order's.";
        }
        catch (Exception senseless)
        {
            return senseless.Message; // Whatever it is: it is the order's own, and no reason for others to wait.
        }
    }

    private static readonly Delivery Nobodys = new() { Id = default, Topic = Delivery.Reconciled, ReceivedAt = default, Receiver = "" };

    public static OrderSeen ToOrderSeen(this ChangedOrder order, string shop, Delivery delivery)
    {
        var bought = Bought(order.LineItems.Nodes);
        var status = PlainText.Of(order.DisplayFinancialStatus)?.ToLowerInvariant();
        return new OrderSeen
        {
            Shop = shop,
            OrderId = order.LegacyResourceId,
            OrderName = PlainText.Of(order.Name) ?? $"#{order.LegacyResourceId}",
            CustomerId = order.Customer?.LegacyResourceId,
            CustomerFirstName = PlainText.Name(order.Customer?.FirstName),
            CreatedAt = order.CreatedAt.ToUniversalTime(),
            UpdatedAt = order.UpdatedAt.ToUniversalTime(),
            CancelledAt = order.CancelledAt?.ToUniversalTime(),
            FinancialStatus = status,
            Fulfilled = order.DisplayFulfillmentStatus == Shipped,
            Test = order.Test,
            RequiresShipping = bought.Count == 0 || bought.Any(l => l.RequiresShipping) || (order.LineItems.PageInfo.HasNextPage && order.RequiresShipping),
            Total = Money.Of(order.CurrentTotalPriceSet.ShopMoney.Amount, order.CurrentTotalPriceSet.ShopMoney.CurrencyCode),
            Locale = PlainText.Of(order.CustomerLocale) is { Length: <= WordLimits.LongestLocale } locale ? locale : null,
            SpecialRequest = order.Customer is null || PlainText.Of(order.Note) is not { } request ? null : PlainText.Cut(request, WordLimits.LongestRequest),
            RefundedAt = (order.Refunds.Max(r => r.CreatedAt) ?? (status == "refunded" ? order.CancelledAt : null))?.ToUniversalTime(),
            Items = [.. bought.Select(Item).OfType<OrderItem>().Take(WordLimits.MostItems)],
            EmailDigest = order.Customer is null ? null : AddressDigest.Of(shop, PlainText.Of(order.Customer.DefaultEmailAddress?.EmailAddress) ?? order.Email),
            Delivery = delivery,
        };
    }

    /// <summary>Without the gifts that we wrote into the order. Where there is nothing else, it is the order.</summary>
    private static IReadOnlyList<ChangedOrder.Line> Bought(IReadOnlyList<ChangedOrder.Line> lines) =>
        lines.Where(l => !GiftLine.IsOurs(l.OriginalUnitPriceSet.ShopMoney.Amount == 0, l.Vendor, l.Sku, l.Taxable, l.RequiresShipping)).ToArray() is { Length: > 0 } bought ? bought : lines;

    private static OrderItem? Item(ChangedOrder.Line line) => PlainText.Of(line.Title) is not { } title ? null
        : new OrderItem(PlainText.Cut(title, WordLimits.LongestTitle), PlainText.Of(line.Vendor) is { } maker ? PlainText.Cut(maker, WordLimits.LongestTitle) : null);
}
