using Delight.Platform.Store;

namespace Delight.ObjectMother.Stores;

/// <summary>Holds the first write until it is let go, so that what comes meanwhile waits together.</summary>
public sealed class HeldStore(IStore store) : IStore
{
    private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task FirstHasCome => _come.Task;

    public void LetGo() => _go.SetResult();

    public async Task<T> WriteAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        _come.TrySetResult();
        await _go.Task;
        return await store.WriteAsync(work, cancellationToken);
    }

    public Task<T> ReadAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

    public Task ForgetAsync(CancellationToken cancellationToken) => store.ForgetAsync(cancellationToken);

    public bool IsTransient(Exception failure) => store.IsTransient(failure);

    public string Explain(Exception failure) => store.Explain(failure);

    public Task UpgradeAsync(Func<ISession, Task> work, CancellationToken cancellationToken) => store.UpgradeAsync(work, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
