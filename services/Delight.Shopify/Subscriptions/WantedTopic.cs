namespace Delight.Shopify.Subscriptions;

/// <summary>What the receiver takes and can be subscribed to by the Admin API. The privacy topics cannot: they are set up with the app itself.</summary>
/// <param name="Name">As webhooks name it: <c>orders/create</c>.</param>
internal sealed record WantedTopic(string Name)
{
    public static IReadOnlyList<WantedTopic> All { get; } =
    [
        new("orders/create"), new("orders/updated"), new("orders/paid"), new("orders/cancelled"), new("orders/fulfilled"), new("orders/partially_fulfilled"),
        new("customers/merge"), new("app/uninstalled"),
    ];

    /// <summary>Those that are told to the app, not to the shop.</summary>
    public static IReadOnlyList<string> OfTheApp { get; } = ["customers/data_request", "customers/redact", "shop/redact"];

    /// <summary>As the Admin API names it: <c>ORDERS_CREATE</c>.</summary>
    public string InCapitals => Name.Replace('/', '_').ToUpperInvariant();

    /// <summary>What it would have told while there was none is seen when orders are compared: the orders themselves, and whose they are.</summary>
    public bool IsMadeUpFor => Name.StartsWith("orders/", StringComparison.Ordinal) || Name == "customers/merge";
}
