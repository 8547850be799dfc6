using System.Text.Json;
using System.Text.Json.Serialization;

namespace Delight.Receiver.Payload;

/// <summary>The fields we use of the platform's order; everything else is passed over unread. Settable, since the serializer
/// reads what is only initialised by a slower way.</summary>
internal sealed class OrderPayload
{
    public long? Id { get; set; }
    public string? Name { get; set; }
    [JsonConverter(typeof(UtcUnlessSaid))]
    public DateTimeOffset? CreatedAt { get; set; }
    [JsonConverter(typeof(UtcUnlessSaid))]
    public DateTimeOffset? UpdatedAt { get; set; }
    [JsonConverter(typeof(UtcUnlessSaid))]
    public DateTimeOffset? CancelledAt { get; set; }
    public string? FinancialStatus { get; set; }
    public string? FulfillmentStatus { get; set; }
    public bool? Test { get; set; }
    public string? Currency { get; set; }
    public decimal? CurrentTotalPrice { get; set; }
    public decimal? TotalPrice { get; set; }
    [JsonConverter(typeof(TextOrNothing))]
    public string? CustomerLocale { get; set; }
    [JsonConverter(typeof(TextOrNothing))]
    public string? Note { get; set; }
    [JsonConverter(typeof(TextOrNothing))]
    public string? Email { get; set; }
    [JsonPropertyName("refunds"), JsonConverter(typeof(LatestRefund))]
    public DateTimeOffset? RefundedAt { get; set; }
    public CustomerPayload? Customer { get; set; }
    public IReadOnlyList<LinePayload?>? LineItems { get; set; }
}

/// <summary>A time without an offset is UTC, wherever this runs.</summary>
internal sealed class UtcUnlessSaid : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTime(out var time) && time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, TimeSpan.Zero) : reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>What makes an order nicer and not an order: it is not lost because such a thing is no text, or half a character.</summary>
internal sealed class TextOrNothing : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            return null; // Half a surrogate pair.
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Of the platform's list of an order's refunds, when the last was made.</summary>
internal sealed class LatestRefund : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var refunds = JsonDocument.ParseValue(ref reader);
        return refunds.RootElement.ValueKind != JsonValueKind.Array ? null : refunds.RootElement.EnumerateArray()
            .Select(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("created_at", out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var time) ? time : (DateTimeOffset?)null)
            .Max();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => throw new NotSupportedException();
}

internal sealed class CustomerPayload
{
    public long? Id { get; set; }
    [JsonConverter(typeof(TextOrNothing))]
    public string? FirstName { get; set; }
    [JsonConverter(typeof(TextOrNothing))]
    public string? Email { get; set; }

    /// <summary>Separated by commas.</summary>
    [JsonConverter(typeof(TextOrNothing))]
    public string? Tags { get; set; }
}

internal sealed class LinePayload
{
    [JsonPropertyName("price"), JsonConverter(typeof(IsNothing))]
    public bool IsFree { get; set; }
    public bool? RequiresShipping { get; set; }
    [JsonConverter(typeof(YesNoOrNothing))]
    public bool? Taxable { get; set; }
    [JsonConverter(typeof(TextOrNothing))]
    public string? Sku { get; set; }
    [JsonConverter(typeof(TextOrNothing))]
    public string? Title { get; set; }
    [JsonConverter(typeof(TextOrNothing))]
    public string? Vendor { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(OrderPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
