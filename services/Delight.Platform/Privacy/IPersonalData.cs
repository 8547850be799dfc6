using System.Text.Json.Nodes;
using Delight.Platform.Store;

namespace Delight.Platform.Privacy;

/// <summary>What one module holds on people. Everything happens in the caller's transaction.</summary>
public interface IPersonalData
{
    /// <summary>How the proof and the answer name it, for instance <c>parcels</c>.</summary>
    string Name { get; }

    /// <summary>All that is held on the person; nothing when that is nothing.</summary>
    Task<JsonNode?> ExportAsync(ISession session, Person person);

    /// <returns>Rows that were changed or removed.</returns>
    Task<int> RedactAsync(ISession session, Person person);

    /// <summary>Removes everything of the shop.</summary>
    /// <returns>Rows that were removed.</returns>
    Task<int> RedactShopAsync(ISession session, string shop);
}

/// <param name="SubjectIds">Whatever else the request names, such as orders.</param>
/// <param name="Cause">The request; names what is owed because of it.</param>
public sealed record Person(string Shop, long CustomerId, IReadOnlyList<long> SubjectIds, Guid Cause)
{
    /// <summary>Whether a payload that could be anything speaks of this person: it holds one of the ids as a number.</summary>
    public bool IsIn(string payload) => SubjectIds.Prepend(CustomerId).Any(id => Holds(payload, id.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static bool Holds(string payload, string number)
    {
        for (var at = payload.IndexOf(number, StringComparison.Ordinal); at >= 0; at = payload.IndexOf(number, at + 1, StringComparison.Ordinal))
        {
            var end = at + number.Length;
            if ((at == 0 || !char.IsAsciiDigit(payload[at - 1])) && (end == payload.Length || !char.IsAsciiDigit(payload[end])))
            {
                return true;
            }
        }

        return false;
    }
}
