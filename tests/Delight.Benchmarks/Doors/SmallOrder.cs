using System.Text.Json;
using System.Text.Json.Serialization;

namespace Delight.Benchmarks.Doors;

/// <summary>An order as a program written by hand would send it on: some 200 bytes.</summary>
internal sealed record SmallOrder
{
    public long Id { get; set; }
    public string Name { get; set; } = "";
    public long? Customer { get; set; }
    public string? FirstName { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? CancelledAt { get; set; }
    public string? Status { get; set; }
    public bool Test { get; set; }
    public bool Fulfilled { get; set; }
    public bool RequiresShipping { get; set; }
    public decimal Total { get; set; }
    public string Currency { get; set; } = "";

    /// <summary>These four only on the whole way of an order, for its story.</summary>
    public string? Shop { get; set; }
    public string? Topic { get; set; }
    public Guid Delivery { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Reads the fields needed and passes over the rest.</summary>
    public static SmallOrder Read(ReadOnlySpan<byte> body)
    {
        var order = new SmallOrder();
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            order.Take(ref json);
        }

        return order;
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SmallOrderJson.Default.SmallOrder);

    private void Take(ref Utf8JsonReader json)
    {
        switch (true)
        {
            case var _ when json.ValueTextEquals("id"u8): json.Read(); Id = json.GetInt64(); break;
            case var _ when json.ValueTextEquals("name"u8): json.Read(); Name = json.GetString()!; break;
            case var _ when json.ValueTextEquals("created_at"u8): json.Read(); CreatedAt = json.GetDateTimeOffset(); break;
            case var _ when json.ValueTextEquals("updated_at"u8): json.Read(); UpdatedAt = json.GetDateTimeOffset(); break;
            case var _ when json.ValueTextEquals("cancelled_at"u8): json.Read(); CancelledAt = json.TokenType == JsonTokenType.Null ? null : json.GetDateTimeOffset(); break;
            case var _ when json.ValueTextEquals("financial_status"u8): json.Read(); Status = json.GetString(); break;
            case var _ when json.ValueTextEquals("fulfillment_status"u8): json.Read(); Fulfilled = json.GetString() == "fulfilled"; break;
            case var _ when json.ValueTextEquals("test"u8): json.Read(); Test = json.GetBoolean(); break;
            case var _ when json.ValueTextEquals("currency"u8): json.Read(); Currency = json.GetString()!; break;
            case var _ when json.ValueTextEquals("current_total_price"u8): json.Read(); Total = decimal.Parse(json.GetString()!); break;
            case var _ when json.ValueTextEquals("customer"u8): TakeCustomer(ref json); break;
            case var _ when json.ValueTextEquals("line_items"u8): TakeLines(ref json); break;
            default: json.Skip(); break;
        }
    }

    private void TakeCustomer(ref Utf8JsonReader json)
    {
        json.Read();
        var isGuest = json.TokenType == JsonTokenType.Null;
        while (!isGuest && json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
            {
                json.Read();
                Customer = json.GetInt64();
            }
            else if (json.ValueTextEquals("first_name"u8))
            {
                json.Read();
                FirstName = json.GetString();
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void TakeLines(ref Utf8JsonReader json)
    {
        json.Read();
        var depth = json.CurrentDepth;
        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("requires_shipping"u8))
            {
                json.Read();
                RequiresShipping |= json.GetBoolean();
            }
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SmallOrder))]
internal sealed partial class SmallOrderJson : JsonSerializerContext;
