namespace Delight.Platform.Privacy;

/// <summary>What stands where words spoke to somebody who asked to be forgotten.</summary>
public static class RemovedWords
{
    public const string Text = "(the words are removed: the customer asked to be forgotten)";
}
