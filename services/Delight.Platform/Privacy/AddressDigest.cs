using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Delight.Platform.Privacy;

/// <summary>Enough of an e-mail address or telephone number to know it again when it comes late, and not to write to it.
/// Whoever can guess the address can check the guess.</summary>
public static class AddressDigest
{
    private const string Between = """[^\s"<>(),:;\\?&=/\[\]{}|]+""";
    private static readonly Regex Addresses = new($@"{Between}@{Between}|\+?[0-9(][0-9 ().-]{{5,}}[0-9]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex Escapes = new(@"\\u00(?<code>[0-7][0-9a-fA-F])", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <returns>Nothing for what is neither.</returns>
    public static string? Of(string shop, string? address)
    {
        var plain = address is null ? "" : address.Contains('@', StringComparison.Ordinal) ? address.Trim().Trim('\'', '.').ToLowerInvariant() : string.Concat(address.Where(char.IsAsciiDigit)).TrimStart('0');
        return plain.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{shop}\n{plain}")));
    }

    /// <summary>Of everything in the text that could be one.</summary>
    public static IEnumerable<string> AllIn(string shop, string text) => Addresses.Matches(text).Select(m => Of(shop, m.Value)).OfType<string>();

    /// <summary>With the characters of addresses that JSON may escape.</summary>
    public static string Unescaped(string text) => !text.Contains("\\u00", StringComparison.Ordinal) ? text
        : Escapes.Replace(text, m => ((char)Convert.ToInt32(m.Groups["code"].Value, 16)).ToString());
}
