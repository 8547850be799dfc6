using System.Security.Cryptography;
using System.Text;

namespace Delight.Platform.Failures;

/// <summary>A name for a group of what failed, by what its members have in common.</summary>
public static class GroupName
{
    private const int Bytes = 8;

    /// <returns>Sixteen characters that stand in an address as they are.</returns>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}
