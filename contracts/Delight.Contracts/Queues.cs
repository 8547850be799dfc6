namespace Delight.Contracts;

/// <summary>The queues' names on the broker.</summary>
public static class Queues
{
    public const string Ledger = "ledger";
    public const string Quarantine = "quarantine";

    /// <summary>What the platform asks on behalf of customers and shops; the ledger's process works it off.</summary>
    public const string Privacy = "privacy";

    /// <summary>Customers of whom the platform made one; the ledger's process works it off.</summary>
    public const string Merges = "merges";

    /// <summary>What the rules decided; only the fulfilment service reads it. Outsiders bind a queue of their own to <see cref="FulfilmentChanged"/>.</summary>
    public const string Fulfilment = "fulfilment";

    /// <summary>What the shop's own order is to follow, of shops that want it written; there is none otherwise.</summary>
    public const string Shopify = "shopify";
    private const string RulePrefix = "rule-";

    /// <param name="rule">The rule's wire name.</param>
    public static string OfRule(string rule) => RulePrefix + rule;

    public static bool IsRules(string queue) => queue.StartsWith(RulePrefix, StringComparison.Ordinal);

    /// <summary>The wire name of the rule that reads this queue.</summary>
    public static string RuleOf(string queue) => queue[RulePrefix.Length..];
}
