using System.Security.Cryptography;
using System.Text;

namespace Delight.FakeShops;

/// <summary>A value that an app wrote beside an order, a customer or the shop.</summary>
/// <param name="Owner">For instance <c>gid://shopify/Order/1042</c>.</param>
public sealed record FakeMetafield(long Id, string Owner, string Namespace, string Key, string Type, string Value, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Names the value, so that whoever writes can say what they read.</summary>
    public string CompareDigest { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));
}
