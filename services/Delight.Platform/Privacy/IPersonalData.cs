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
