using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Delight.Dashboard.Serving;

/// <summary>The style, scripts and faces of the pages, out of this assembly: nothing is ever asked of another host, and it does not matter
/// from where the program is run. An address holds the content's digest, so that a browser keeps it for good.</summary>
internal static class PageAssets
{
    private const string Folder = "Assets/";
    private const string ForGood = "public, max-age=31536000, immutable";
    private static readonly FrozenDictionary<string, Asset> All = Read();

    /// <param name="name">Such as <c>delight.css</c>.</param>
    public static string AddressOf(string name) => $"/assets/{All[name].Digest}/{name}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/assets/{digest}/{name}", (HttpContext http, string digest, string name) => Find(http, name)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/_framework/blazor.web.js", (HttpContext http) => Find(http, "blazor.web.js")).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Find(HttpContext http, string name)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = http.Request.RouteValues["digest"] as string == asset.Digest ? ForGood : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var packs = asset.Packed is not null && http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        http.Response.Headers.ContentEncoding = packs ? "br" : default;
        return TypedResults.Bytes(packs ? asset.Packed! : asset.Bytes, asset.Type, entityTag: new EntityTagHeaderValue($"\"{asset.Digest}{(packs ? "b" : "")}\""));
    }

    private static FrozenDictionary<string, Asset> Read()
    {
        var assembly = typeof(PageAssets).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && TypeOf(n) is not null)
            .ToFrozenDictionary(n => n[Folder.Length..], n =>
            {
                using var stream = assembly.GetManifestResourceStream(n)!;
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return Asset.Of(bytes.ToArray(), TypeOf(n)!);
            });
    }

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => null,
    };

    /// <param name="Packed">By Brotli; nothing for what is packed already.</param>
    private sealed record Asset(byte[] Bytes, byte[]? Packed, string Type, string Digest)
    {
        public static Asset Of(byte[] bytes, string type)
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                brotli.Write(bytes);
            }

            return new Asset(bytes, type.StartsWith("font", StringComparison.Ordinal) ? null : packed.ToArray(), type, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
        }
    }
}
