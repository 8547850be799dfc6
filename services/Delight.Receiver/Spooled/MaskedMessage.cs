using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.Platform.Failures;
using Delight.Receiver.Keeping;
using Delight.Receiver.Quarantine;

namespace Delight.Receiver.Spooled;

/// <summary>What is spooled, for people's eyes.</summary>
internal static class MaskedMessage
{
    public static JsonNode Of(object message) => message switch
    {
        DeliveryQuarantined quarantined => new JsonObject
        {
            ["reasons"] = JsonSerializer.SerializeToNode(quarantined.Reasons),
            ["body"] = Masked.Of(quarantined.Body, QuarantineApi.Plain),
        },
        Unreadable unreadable => Masked.Of(unreadable.Body, Masked.PlainInMessages),
        _ => Masked.Of(JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), JsonSerializerOptions.Web), Masked.PlainInMessages),
    };
}
