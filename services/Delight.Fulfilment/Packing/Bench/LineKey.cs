using System.Security.Cryptography;
using System.Text.Json;
using Delight.Fulfilment.Parcels;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>Names a line of a parcel as it is worded: one that changes is another line, and what was ticked is not in the box any more.</summary>
internal static class LineKey
{
    private const int ShortHash = 8; // Bytes; a parcel has a handful of lines.

    /// <summary>Goes into an address as it is: what a shop may write anything into stands in the hash alone.</summary>
    public static string Of(LineRow line)
    {
        var wording = JsonSerializer.SerializeToUtf8Bytes(new object?[] { line.Kind, line.Sku, line.Title, line.Quantity, line.Text });
        return $"{line.Rule}.{line.Position}.{Convert.ToHexStringLower(SHA256.HashData(wording).AsSpan(0, ShortHash))}";
    }
}
