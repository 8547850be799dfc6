namespace Delight.Shopify.Door;

internal enum FailureKind
{
    /// <summary>The shop wants fewer requests, or too many wait here already. Nothing was done; later it will do.</summary>
    Throttled,

    /// <summary>The shop cannot be reached or has an error of its own. Nothing was done; later it will do.</summary>
    NotReached,

    /// <summary>The shop knows this app not, or does not allow it this. A person has to see to it.</summary>
    Refused,

    /// <summary>The shop cannot make sense of the question, or we of its answer. It is the same the next time.</summary>
    Unusable,

    /// <summary>Something that must not be done twice may or may not have been done. Read before you do it again.</summary>
    Unclear,
}

/// <summary>Why there is no answer.</summary>
/// <param name="Sentence">For a person: what happened, and what to do where there is something to do. Holds no secret.</param>
internal sealed record Failure(FailureKind Kind, string Sentence);
