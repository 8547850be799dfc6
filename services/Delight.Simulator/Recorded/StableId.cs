using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Delight.Simulator;

/// <summary>Makes up an id where a recorded history has none.</summary>
internal static class StableId
{
    /// <summary>A positive number of 62 bits: the same for the same text, everywhere and always.</summary>
    public static long Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return (BinaryPrimitives.ReadInt64BigEndian(hash) & ((1L << 62) - 1)) | 1;
    }
}
