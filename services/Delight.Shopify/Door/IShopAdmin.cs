namespace Delight.Shopify.Door;

/// <summary>The one door to the shops: asks a shop's Admin API in its turn, with a token that holds, and again where that is harmless.</summary>
internal interface IShopAdmin
{
    /// <summary>Waits until the shop has points to spare, however long that takes.</summary>
    /// <param name="shop">The permanent domain, one of <c>Delight:Shopify:Shops</c>.</param>
    /// <param name="variables">A record that the document's JSON context knows; nothing for a document without variables.</param>
    /// <exception cref="OperationCanceledException">The caller waits no longer. A mutation that was sent may have been done.</exception>
    Task<Answer<T>> SendAsync<T>(string shop, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
        where T : class;
}
