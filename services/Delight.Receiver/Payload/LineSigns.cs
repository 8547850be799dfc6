using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Delight.Receiver.Payload;

/// <summary>Yes, no, or something else, which is no reason to refuse the order.</summary>
internal sealed class YesNoOrNothing : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return reader.GetBoolean();
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>Whether it is an amount, and nothing; what is no amount is no reason to refuse the order.</summary>
internal sealed class IsNothing : JsonConverter<bool>
{
    public override bool HandleNull => true;

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) && number == 0;
            case JsonTokenType.String:
                return reader.ValueTextEquals("0.00"u8) || (!reader.ValueIsEscaped && reader.ValueSpan is [(byte)'0', ..]
                    && decimal.TryParse(reader.ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture, out var written) && written == 0);
            default:
                reader.Skip();
                return false;
        }
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => throw new NotSupportedException();
}
