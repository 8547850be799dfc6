using Delight.Platform.Store;

namespace Delight.Platform.Health;

/// <summary>While the store is away, consumers try again what they have in hand until it is back: nothing is given up for it,
/// and nothing is worked off.</summary>
public sealed class ConsumersWait(IStore store, TimeProvider time)
{
    private static readonly TimeSpan AnswerMayTake = TimeSpan.FromSeconds(3);

    /// <returns>Why they wait, as a sentence; nothing while they work.</returns>
    public async Task<string?> WhyAsync(CancellationToken cancellationToken)
    {
        try
        {
            // As a writer: a file that another program holds can still be read.
            await store.WriteAsync(s => s.QueryAsync<long>("select count(*) from schema_steps"), cancellationToken).WaitAsync(AnswerMayTake, time, cancellationToken);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"Consumers wait: {store.Explain(failure)}";
        }
    }
}
