using System.Text.Json;
using System.Text.Json.Serialization;

namespace Delight.Receiver.Payload;

/// <summary>The fields we use of the platform's order; everything else is passed over unread.</summary>
internal sealed record OrderPayload
{
    public long? Id { get; init; }
    public string? Name { get; init; }
    [JsonConverter(typeof(UtcUnlessSaid))]
    public DateTimeOffset? CreatedAt { get; init; }
    [JsonConverter(typeof(UtcUnlessSaid))]
    public DateTimeOffset? UpdatedAt { get; init; }
    [JsonConverter(typeof(UtcUnlessSaid))]
    public DateTimeOffset? CancelledAt { get; init; }
    public string? FinancialStatus { get; init; }
    public string? FulfillmentStatus { get; init; }
    public bool? Test { get; init; }
    public string? Currency { get; init; }
    public decimal? CurrentTotalPrice { get; init; }
    public decimal? TotalPrice { get; init; }
    public CustomerPayload? Customer { get; init; }
    public IReadOnlyList<LinePayload?>? LineItems { get; init; }
}

/// <summary>A time without an offset is UTC, wherever this runs.</summary>
internal sealed class UtcUnlessSaid : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTime(out var time) && time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, TimeSpan.Zero) : reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

internal sealed record CustomerPayload
{
    public long? Id { get; init; }
    public string? FirstName { get; init; }
}

internal sealed record LinePayload
{
    public bool? RequiresShipping { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(OrderPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
