using System.Text.Json;
using Delight.Contracts;

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
            RequiresShipping = payload.LineItems is not { Count: > 0 } lines || lines.Any(l => l?.RequiresShipping ?? true),
            Total = Money.Of(payload.CurrentTotalPrice ?? payload.TotalPrice ?? 0, currency),
            Delivery = delivery,
        }, []);
    }

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
