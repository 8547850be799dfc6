using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>Gives up waiting for the answer to the first commit, which the shop carries out when a test wants.</summary>
internal sealed class UnclearCommit(IShopAdmin admin) : IShopAdmin
{
    public Func<Task> LandAsync { get; private set; } = () => throw new InvalidOperationException("Nothing was committed.");

    public int Commits { get; private set; }

    public async Task<Answer<T>> SendAsync<T>(string shop, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
        where T : class
    {
        if (typeof(T) != typeof(CommitEdit) || ++Commits > 1)
        {
            return await admin.SendAsync(shop, document, variables, urgency, cancellationToken);
        }

        LandAsync = () => admin.SendAsync(shop, document, variables, urgency, CancellationToken.None);
        return new Failure(FailureKind.Unclear, "No answer came.");
    }
}
