namespace Delight.Receiver.Payload;

/// <summary>The topics whose body is a whole order. <c>orders/edited</c> is not among them: it carries only the edit,
/// and the platform sends <c>orders/updated</c> with the whole order for the same edit.</summary>
internal static class OrderTopics
{
    private static readonly HashSet<string> Known =
        ["orders/create", "orders/updated", "orders/paid", "orders/cancelled", "orders/fulfilled", "orders/partially_fulfilled"];

    public static bool CarryAnOrder(string topic) => Known.Contains(topic);
}
