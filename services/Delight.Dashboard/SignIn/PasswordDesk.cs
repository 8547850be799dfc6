namespace Delight.Dashboard.SignIn;

/// <summary>Looks at passwords, two at a time: each costs a processor some hundredths of a second on purpose, and whoever posts thousands
/// is not to have them all.</summary>
internal sealed class PasswordDesk : IDisposable
{
    private const int AtOnce = 2;
    private const int MostWaiting = 20;
    private readonly SemaphoreSlim _places = new(AtOnce);
    private int _inside;

    /// <returns>What the work found; nothing when too many wait already.</returns>
    public async Task<T?> TakeAsync<T>(Func<T> work, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            if (Interlocked.Increment(ref _inside) > AtOnce + MostWaiting)
            {
                return null;
            }

            await _places.WaitAsync(cancellationToken);
            try
            {
                return work();
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _places.Dispose();
}
