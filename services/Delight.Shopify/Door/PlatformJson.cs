using System.Text.Json;
using System.Text.Json.Serialization;

namespace Delight.Shopify.Door;

/// <summary>How the platform writes JSON: names in camel case, 64-bit numbers and amounts as strings. What is nothing is written, since to
/// the platform it is not the same as what is left out.</summary>
internal static class PlatformJson
{
    public static JsonElement Nothing { get; } = JsonElement.Parse("{}");

    public static JsonSerializerOptions With(JsonSerializerContext json)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString, TypeInfoResolver = json,
            RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        };
        options.MakeReadOnly();
        return options;
    }
}
