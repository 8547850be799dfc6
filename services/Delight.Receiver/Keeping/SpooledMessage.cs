using System.Text.Json;
using Delight.Contracts;

namespace Delight.Receiver.Keeping;

/// <summary>An entry of the spool.</summary>
/// <param name="Trace">The W3C trace parent of the request that brought it.</param>
/// <param name="Bytes">As it lay on the disk.</param>
internal sealed record SpooledMessage(long Seq, Guid Id, object Message, string? Trace, int Bytes)
{
    /// <summary>What was appended under this kind, or <see cref="Unreadable"/>.</summary>
    public static object Read(string kind, byte[] body)
    {
        try
        {
            return kind switch
            {
                nameof(OrderSeen) => JsonSerializer.Deserialize<OrderSeen>(body)!,
                nameof(DeliveryQuarantined) => JsonSerializer.Deserialize<DeliveryQuarantined>(body)!,
                nameof(PrivacyRequested) => JsonSerializer.Deserialize<PrivacyRequested>(body)!,
                nameof(CustomersMerged) => JsonSerializer.Deserialize<CustomersMerged>(body)!,
                _ => new Unreadable(kind, body, "this version of Delight does not know it."),
            };
        }
        catch (JsonException broken)
        {
            return new Unreadable(kind, body, broken.Message);
        }
    }
}

/// <summary>Something that stood on the disk and cannot be handed over as what it was.</summary>
internal sealed record Unreadable(string Kind, byte[] Body, string Reason);
