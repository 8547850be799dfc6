using System.Globalization;

namespace Delight.Platform.Privacy;

/// <param name="SubjectIds">Whatever else the request names, such as orders.</param>
/// <param name="Cause">The request; names what is owed because of it.</param>
public sealed record Person(string Shop, long CustomerId, IReadOnlyList<long> SubjectIds, Guid Cause)
{
    /// <summary>Customers whom the platform merged into this one.</summary>
    public IReadOnlyList<long> MergedIds { get; init; } = [];

    /// <summary>Everybody who is this person.</summary>
    public IEnumerable<long> Ids => MergedIds.Prepend(CustomerId);

    /// <summary>As the request names it; a guest is known by nothing else.</summary>
    public string? Email { get; init; }

    /// <summary>As the request writes it.</summary>
    public string? Phone { get; init; }

    /// <summary>What is left of the addresses once the request is done, see <see cref="AddressDigest"/>.</summary>
    public IReadOnlyCollection<string> Digests { get; init; } = [];

    /// <summary>Whether a payload that could be anything speaks of this person: it holds one of the ids as a number, or an address however it is spelt.</summary>
    public bool IsIn(string payload)
    {
        var text = AddressDigest.Unescaped(payload);
        var digests = Digests.Concat(new[] { Email, Phone }.Select(a => AddressDigest.Of(Shop, a)).OfType<string>()).ToHashSet();
        return SubjectIds.Concat(Ids).Any(id => Holds(text, id.ToString(CultureInfo.InvariantCulture), char.IsAsciiDigit))
            || (!string.IsNullOrWhiteSpace(Email) && Holds(text, Email.Trim(), IsOfAddress))
            || (!string.IsNullOrWhiteSpace(Phone) && Holds(text, Phone.Trim(), char.IsAsciiDigit))
            || (digests.Count > 0 && AddressDigest.AllIn(Shop, text).Any(digests.Contains));
    }

    /// <param name="isPart">A neighbour like this makes it another word.</param>
    private static bool Holds(string text, string word, Func<char, bool> isPart)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !isPart(text[at - 1])) && (end == text.Length || !isPart(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfAddress(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+';
}
