using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>Stands still just before it commits, for as long as a test wants.</summary>
internal sealed class LateCommit(IShopAdmin admin) : IShopAdmin
{
    private readonly TaskCompletionSource _isAboutTo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task IsAboutTo => _isAboutTo.Task;

    public void GoOn() => _go.SetResult();

    public async Task<Answer<T>> SendAsync<T>(string shop, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
        where T : class
    {
        if (typeof(T) != typeof(CommitEdit))
        {
            return await admin.SendAsync(shop, document, variables, urgency, cancellationToken);
        }

        _isAboutTo.SetResult();
        await _go.Task;
        return await admin.SendAsync(shop, document, variables, urgency, CancellationToken.None); // As if it had been sent in time, and arrived late.
    }
}
