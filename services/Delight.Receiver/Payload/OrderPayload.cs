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

internal sealed class CustomerPayload
{
    public long? Id { get; set; }
    public string? FirstName { get; set; }
}

internal sealed class LinePayload
{
    public bool? RequiresShipping { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(OrderPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
