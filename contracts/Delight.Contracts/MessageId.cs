using System.Security.Cryptography;
using System.Text;

namespace Delight.Contracts;

/// <summary>A message that is published again has the id it had: whoever keeps ids can tell.</summary>
public static class MessageId
{
    public static Guid Of(OrderRanked message) => From($"ranked/{message.Shop}/{message.OrderId}/{message.Version}");

    public static Guid Of(GestureDecided message) => From($"decided/{message.Shop}/{message.OrderId}/{message.Rule}/{message.Version}");

    public static Guid Of(FulfilmentChanged message) => From($"changed/{message.Shop}/{message.OrderId}/{message.Version}");

    private static Guid From(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
