using System.Text.Json;
using Delight.Contracts;
using Delight.Platform.Gifts;
using Delight.Platform.Privacy;
using Delight.Platform.Texts;

namespace Delight.Receiver.Payload;

/// <summary>From the platform's JSON to the event; behind this door nobody knows the platform's JSON.</summary>
internal static class OrderMapping
{
    /// <summary>ISO 4217 code of amounts without any currency.</summary>
    private const string NoCurrency = "XXX";

    /// <returns>The order, or why there is none.</returns>
    public static (OrderSeen? Order, IReadOnlyList<string> Faults) Read(string shop, Delivery delivery, ReadOnlySpan<byte> body)
    {
        try
        {
            var payload = JsonSerializer.Deserialize(body, PayloadJson.Default.OrderPayload);
            return payload is null ? (null, ["The body is the JSON value null."]) : Map(shop, delivery, payload);
        }
        catch (JsonException fault)
        {
            return (null, [$"The body cannot be read as an order: at {PlainText.Of(fault.Path) ?? "its beginning"}, line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}."]);
        }
        catch (OverflowException)
        {
            return (null, ["An amount is larger than any order's."]);
        }
    }

    private static (OrderSeen?, IReadOnlyList<string>) Map(string shop, Delivery delivery, OrderPayload payload)
    {
        if (payload is not { Id: { } id, CreatedAt: { } created })
        {
            return (null, [.. Missing(payload)]);
        }

        var currency = payload.Currency ?? NoCurrency;
        var bought = Bought(payload.LineItems);
        return (new OrderSeen
        {
            Shop = shop,
            OrderId = id,
            OrderName = PlainText.Of(payload.Name) ?? $"#{id}",
            CustomerId = payload.Customer?.Id,
            CustomerFirstName = payload.Customer?.Id is null ? null : PlainText.Name(payload.Customer.FirstName), // Nobody could forget it.
            CreatedAt = created.ToUniversalTime(),
            UpdatedAt = (payload.UpdatedAt ?? created).ToUniversalTime(),
            CancelledAt = payload.CancelledAt?.ToUniversalTime(),
            FinancialStatus = PlainText.Of(payload.FinancialStatus),
            Fulfilled = payload.FulfillmentStatus == "fulfilled",
            Test = payload.Test ?? false,
            RequiresShipping = bought is not { Count: > 0 } || bought.Any(l => l?.RequiresShipping ?? true),
            Total = Money.Of(payload.CurrentTotalPrice ?? payload.TotalPrice ?? 0, currency),
            Locale = PlainText.Of(payload.CustomerLocale) is { Length: <= WordLimits.LongestLocale } locale ? locale : null,
            CustomerTags = payload.Customer?.Id is null ? [] : TagsOf(payload.Customer.Tags),
            SpecialRequest = payload.Customer?.Id is null ? null : PlainText.Of(payload.Note) is { } request ? PlainText.Cut(request, WordLimits.LongestRequest) : null,
            RefundedAt = (payload.RefundedAt ?? (payload.FinancialStatus == "refunded" ? payload.CancelledAt : null))?.ToUniversalTime(),
            Items = ItemsOf(bought),
            EmailDigest = payload.Customer?.Id is null ? null : AddressDigest.Of(shop, PlainText.Of(payload.Customer.Email) ?? payload.Email),
            Delivery = delivery,
        }, []);
    }

    /// <summary>Without the gifts that we wrote into the order. Where there is nothing else, it is the order.</summary>
    private static IReadOnlyList<LinePayload?>? Bought(IReadOnlyList<LinePayload?>? lines) =>
        lines?.Where(l => l is null || !GiftLine.IsOurs(l.IsFree, l.Vendor, l.Sku, l.Taxable, l.RequiresShipping)).ToArray() is { Length: > 0 } bought ? bought : lines;

    private static string[] TagsOf(string? tags) => PlainText.Of(tags) is not { } plain ? []
        : [.. plain.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(t => t.Length <= WordLimits.LongestTag).Distinct(StringComparer.OrdinalIgnoreCase).Take(WordLimits.MostTags)];

    private static OrderItem[] ItemsOf(IReadOnlyList<LinePayload?>? lines) => lines is null ? []
        : [.. lines.Select(l => PlainText.Of(l?.Title) is { } title ? new OrderItem(PlainText.Cut(title, WordLimits.LongestTitle), PlainText.Of(l!.Vendor) is { } maker ? PlainText.Cut(maker, WordLimits.LongestTitle) : null) : null).OfType<OrderItem>().Take(WordLimits.MostItems)];

    private static IEnumerable<string> Missing(OrderPayload payload)
    {
        if (payload.Id is null)
        {
            yield return "The order has no id.";
        }

        if (payload.CreatedAt is null)
        {
            yield return "The order has no created_at.";
        }
    }
}
