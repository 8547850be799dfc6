namespace Delight.Shopify.Wire;

/// <summary>There was no connection: nothing reached the shop, and it may be asked again without a second thought.</summary>
public sealed class NotSentException : Exception
{
    public NotSentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NotSentException(string message)
        : base(message)
    {
    }

    public NotSentException()
    {
    }
}
