using Delight.Shopify.Door;

namespace Delight.Shopify.WriteBack;

/// <summary>Asks the shop about one order, only while that order is ours: nothing is sent so late that it could be done after the lease.</summary>
internal sealed class ShopTalk : IDisposable
{
    /// <summary>Longer than an answer is waited for.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly IShopAdmin _admin;
    private readonly string _shop;
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _stopping;

    public ShopTalk(IShopAdmin admin, string shop, TimeProvider time, CancellationToken cancellationToken)
    {
        (_admin, _shop, _stopping) = (admin, shop, cancellationToken);
        _end = new CancellationTokenSource(WrittenTable.Lease - Margin, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, cancellationToken);
    }

    public async Task<Answer<T>> AskAsync<T>(Document<T> document, object variables)
        where T : class
    {
        try
        {
            return await _admin.SendAsync(_shop, document, variables, Urgency.WriteBack, _either.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested && !_stopping.IsCancellationRequested)
        {
            return new Failure(FailureKind.Unclear, $"{_shop} did not come to it in time.");
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _end.Dispose();
    }
}
