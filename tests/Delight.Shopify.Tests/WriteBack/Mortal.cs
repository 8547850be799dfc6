using Delight.Platform.Store;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>A process that dies at its nth step: before or after it writes to the store, before or after it asks the shop.</summary>
internal sealed class Mortal(int diesAt, IShopAdmin admin, IStore store) : IShopAdmin, IStore
{
    private int _steps;

    public bool IsDead => _steps >= diesAt;

    public async Task<Answer<T>> SendAsync<T>(string shop, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
        where T : class
    {
        Step();
        var answer = await admin.SendAsync(shop, document, variables, urgency, cancellationToken);
        Step();
        return answer;
    }

    public async Task<T> WriteAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        Step();
        var result = await store.WriteAsync(work, cancellationToken);
        Step();
        return result;
    }

    public Task<T> ReadAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

    public bool IsTransient(Exception failure) => store.IsTransient(failure);

    public string Explain(Exception failure) => store.Explain(failure);

    public Task ForgetAsync(CancellationToken cancellationToken) => store.ForgetAsync(cancellationToken);

    public Task UpgradeAsync(Func<ISession, Task> work, CancellationToken cancellationToken) => store.UpgradeAsync(work, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Step()
    {
        if (Interlocked.Increment(ref _steps) >= diesAt)
        {
            throw new DiedException();
        }
    }
}

internal sealed class DiedException : Exception;
