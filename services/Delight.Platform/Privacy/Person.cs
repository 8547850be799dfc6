using System.Globalization;

namespace Delight.Platform.Privacy;

/// <param name="SubjectIds">Whatever else the request names, such as orders.</param>
/// <param name="Cause">The request; names what is owed because of it.</param>
public sealed record Person(string Shop, long CustomerId, IReadOnlyList<long> SubjectIds, Guid Cause)
{
    /// <summary>As the request names it; a guest is known by nothing else.</summary>
    public string? Email { get; init; }

    /// <summary>As the request writes it.</summary>
    public string? Phone { get; init; }

    /// <summary>What is left of the addresses once the request is done, see <see cref="AddressDigest"/>.</summary>
    public IReadOnlyCollection<string> Digests { get; init; } = [];

    /// <summary>Whether a payload that could be anything speaks of this person: it holds one of the ids as a number, or the address.</summary>
    public bool IsIn(string payload) =>
        SubjectIds.Prepend(CustomerId).Any(id => Holds(payload, id.ToString(CultureInfo.InvariantCulture), char.IsAsciiDigit))
        || (!string.IsNullOrWhiteSpace(Email) && Holds(payload, Email.Trim(), IsOfAddress))
        || (!string.IsNullOrWhiteSpace(Phone) && Holds(payload, Phone.Trim(), char.IsAsciiDigit))
        || (Digests.Count > 0 && AddressDigest.AllIn(Shop, payload).Any(Digests.Contains));

    /// <param name="isPart">A neighbour like this makes it another word.</param>
    private static bool Holds(string payload, string word, Func<char, bool> isPart)
    {
        for (var at = payload.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = payload.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !isPart(payload[at - 1])) && (end == payload.Length || !isPart(payload[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfAddress(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+';
}
