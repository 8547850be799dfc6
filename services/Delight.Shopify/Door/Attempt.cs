namespace Delight.Shopify.Door;

internal interface IAttempt
{
    /// <summary>Nothing is harmed by asking again, and it may help.</summary>
    bool AgainHelps { get; }

    /// <summary>The shop's pace makes the next attempt wait; nobody else needs to.</summary>
    bool WaitsByPace { get; }
}

/// <summary>What came of asking once.</summary>
internal sealed record Attempt<T>(Answer<T> Answer) : IAttempt
    where T : class
{
    public bool AgainHelps { get; init; }

    public bool WaitsByPace => Answer.Failure?.Kind == FailureKind.Throttled;

    /// <summary>The token does not hold any more.</summary>
    public bool TokenIsOver { get; init; }
}
