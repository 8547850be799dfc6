namespace Delight.Shopify.Subscriptions;

/// <summary>Whether a topic comes to us.</summary>
internal enum Standing
{
    /// <summary>Whole, as JSON, to our address.</summary>
    There,

    Missing,

    /// <summary>To our address, but filtered, shortened or not as JSON.</summary>
    Altered,

    /// <summary>To the receiver of another address, and not to ours.</summary>
    Elsewhere,
}
