namespace Delight.Platform.Work;

/// <summary>What an installation posts to itself, to see whether it would take what a shop posts. It says nothing of the shop.</summary>
public static class TestDelivery
{
    /// <summary>No platform has this topic, and no receiver is interested in it.</summary>
    public const string Topic = "delight/check";
}
