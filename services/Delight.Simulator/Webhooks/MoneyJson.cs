using System.Globalization;
using System.Text.Json;
using Delight.Contracts;

namespace Delight.Simulator;

/// <summary>Amounts as the platform writes them: decimal strings with the currency's own number of decimals.</summary>
internal sealed class MoneyJson(Utf8JsonWriter json, string currency)
{
    private readonly string format = $"F{Money.DecimalsOf(currency)}";

    /// <summary>For instance <c>"total_price": "12.50"</c>.</summary>
    public void Amount(ReadOnlySpan<byte> name, decimal amount)
    {
        Span<byte> text = stackalloc byte[64];
        amount.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    /// <summary>The same amount as the shop and as the customer see it; a pretend shop has one currency for both.</summary>
    public void Set(ReadOnlySpan<byte> name, decimal amount)
    {
        json.WriteStartObject(name);
        Side("shop_money"u8, amount);
        Side("presentment_money"u8, amount);
        json.WriteEndObject();
    }

    private void Side(ReadOnlySpan<byte> name, decimal amount)
    {
        json.WriteStartObject(name);
        Amount("amount"u8, amount);
        json.WriteString("currency_code"u8, currency);
        json.WriteEndObject();
    }
}
