using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Delight.Benchmarks.Doors;

/// <summary>The raw body of a webhook whose signature fits; the memory is lent until it is given back.</summary>
internal readonly struct SignedBody : IDisposable
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(Shop.Secret);
    private readonly byte[] _lent;
    private readonly int _length;

    private SignedBody(byte[] lent, int length)
    {
        _lent = lent;
        _length = length;
    }

    public ReadOnlyMemory<byte> Bytes => _lent.AsMemory(0, _length);

    /// <returns>Nothing, and the request is answered 401, when the signature does not fit.</returns>
    public static async ValueTask<SignedBody?> ReadAsync(HttpContext http)
    {
        var length = (int)(http.Request.ContentLength ?? 0);
        var read = await http.Request.BodyReader.ReadAtLeastAsync(length);
        var body = new SignedBody(ArrayPool<byte>.Shared.Rent(length), length);
        read.Buffer.Slice(0, length).CopyTo(body._lent);
        http.Request.BodyReader.AdvanceTo(read.Buffer.End);
        if (IsSigned(body.Bytes.Span, http.Request.Headers["X-Shopify-Hmac-Sha256"].ToString()))
        {
            return body;
        }

        body.Dispose();
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return null;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_lent);

    private static bool IsSigned(ReadOnlySpan<byte> body, string signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Secret, body, expected);
        return Convert.TryFromBase64String(signature, given, out var length) && length == given.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
