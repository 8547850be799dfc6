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

    /// <summary>The points that the question asks for were not there, whatever we thought.</summary>
    public void TellEmpty() => pace.WasEmpty();

    /// <summary>Nobody asks the shop before that.</summary>
    public void TellLeaveAlone(TimeSpan span) => pace.LeaveAlone(span);

    public void Dispose() => pace.Leave(this);
}
