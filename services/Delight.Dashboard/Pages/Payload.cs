using System.Text.Encodings.Web;
using System.Text.Json;

namespace Delight.Dashboard.Pages;

/// <summary>What failed or was set aside, as people read it; the API has masked it.</summary>
internal static class Payload
{
    private static readonly JsonSerializerOptions ForPeople = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Indented(JsonElement payload) => JsonSerializer.Serialize(payload, ForPeople);
}
