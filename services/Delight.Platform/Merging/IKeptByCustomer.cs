using Delight.Platform.Store;

namespace Delight.Platform.Merging;

/// <summary>What one module keeps by customer. Everything happens in the caller's transaction, which holds the shop alone.</summary>
public interface IKeptByCustomer
{
    /// <summary>Gives what is the gone ones' to the kept one.</summary>
    Task MergeAsync(ISession session, OneCustomer customer);
}

/// <summary>Customers of whom the platform made one.</summary>
/// <param name="KeptId">Whose everything is from now on.</param>
/// <param name="GoneIds">All the others that are this customer by now, in their order; also those of earlier merges.</param>
/// <param name="Cause">The delivery that said so; names what is owed because of it.</param>
public sealed record OneCustomer(string Shop, long KeptId, IReadOnlyList<long> GoneIds, Guid Cause)
{
    /// <summary>For a statement that is run once for each of them, as <c>@GoneId</c>.</summary>
    public IReadOnlyCollection<object> Moves => [.. GoneIds.Select(id => new { Shop, KeptId, GoneId = id })];
}
