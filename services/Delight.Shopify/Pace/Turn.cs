namespace Delight.Shopify.Pace;

/// <summary>One question's turn at a shop, from before it is sent until its answer is there.</summary>
/// <param name="number">In the order of sending.</param>
internal sealed class Turn(ShopPace pace, string document, double cost, long number) : IDisposable
{
    public string Document => document;

    /// <summary>Points that were counted as spent.</summary>
    public double Cost => cost;

    public long Number => number;

    /// <summary>What the answer tells of the bucket.</summary>
    public void Tell(ToldCost told) => pace.Told(this, told);

    /// <summary>The shop refused the question because too much is asked of it.</summary>
    /// <param name="leaveAlone">Nobody asks it before that.</param>
    public void TellThrottled(ToldCost? told, TimeSpan leaveAlone) => pace.Throttled(this, told, leaveAlone);

    public void Dispose() => pace.Leave(this);
}
