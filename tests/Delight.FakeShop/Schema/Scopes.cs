using GraphQL;

namespace Delight.FakeShops;

/// <summary>What an app must have been granted for which field, as the platform documents it.</summary>
internal static class Scopes
{
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["QueryRoot.order"] = ["read_orders"],
        ["QueryRoot.orders"] = ["read_orders"],
        ["QueryRoot.ordersCount"] = ["read_orders"],
        ["QueryRoot.customer"] = ["read_customers"],
        ["QueryRoot.customers"] = ["read_customers"],
        ["Order.customer"] = ["read_customers"],
        ["Order.fulfillmentOrders"] = ["read_merchant_managed_fulfillment_orders", "read_assigned_fulfillment_orders", "read_third_party_fulfillment_orders"],
        ["QueryRoot.fulfillmentOrder"] = ["read_merchant_managed_fulfillment_orders", "read_assigned_fulfillment_orders", "read_third_party_fulfillment_orders"],
        ["LineItem.product"] = ["read_products"],
        ["Mutation.orderEditBegin"] = ["write_order_edits"],
        ["Mutation.orderEditAddCustomItem"] = ["write_order_edits"],
        ["Mutation.orderEditAddVariant"] = ["write_order_edits"],
        ["Mutation.orderEditAddLineItemDiscount"] = ["write_order_edits"],
        ["Mutation.orderEditSetQuantity"] = ["write_order_edits"],
        ["Mutation.orderEditCommit"] = ["write_order_edits"],
        ["Mutation.tagsAdd"] = ["write_orders", "write_customers"],
        ["Mutation.tagsRemove"] = ["write_orders", "write_customers"],
        ["Mutation.metafieldsSet"] = ["write_orders", "write_customers"],
        ["Mutation.metafieldsDelete"] = ["write_orders", "write_customers"],
        ["Mutation.fulfillmentOrderHold"] = ["write_merchant_managed_fulfillment_orders", "write_third_party_fulfillment_orders"],
        ["Mutation.fulfillmentOrderReleaseHold"] = ["write_merchant_managed_fulfillment_orders", "write_third_party_fulfillment_orders"],
        ["Mutation.customerMerge"] = ["write_customer_merge"],
        ["Mutation.orderUpdate"] = ["write_orders"],
    };

    // The platform shows names and addresses of people only to apps approved for it.
    private static readonly HashSet<string> Protected =
        ["Customer.firstName", "Customer.lastName", "Customer.displayName", "Customer.email", "Customer.defaultEmailAddress", "Order.email"];

    public static void Demand(Asked asked, string kind, string field)
    {
        var (name, shop) = ($"{kind}.{field}", asked.Shop);
        if (Needed.TryGetValue(name, out var any) && !any.Any(scope => Granted(shop, scope)))
            throw Denied($"Access denied for {field} field. Required access: {string.Join(" or ", any.Select(s => $"`{s}`"))} access scope.");
        if (!shop.Options.SharesNames && Protected.Contains(name))
            throw Denied($"This app is not approved to use the {field} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.");
    }

    /// <summary>Whoever may write may also read.</summary>
    public static bool Granted(ShopState shop, string scope) =>
        shop.Options.Scopes.Contains(scope)
        || (scope.StartsWith("read_", StringComparison.Ordinal) && shop.Options.Scopes.Contains($"write_{scope["read_".Length..]}"));

    private static ExecutionError Denied(string sentence) => new(sentence)
    {
        Code = "ACCESS_DENIED",
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = "ACCESS_DENIED", ["documentation"] = "https://shopify.dev/api/usage/access-scopes",
        },
    };
}
