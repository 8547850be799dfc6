namespace Delight.FakeShops;

/// <summary>What kind of shop is played, and how.</summary>
public sealed class FakeShopOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; set; }
    public string Domain { get; set; } = "fake.myshopify.com";
    public string Name { get; set; } = "The Fake Shop";

    /// <summary>ISO 4217 code in capitals.</summary>
    public string Currency { get; set; } = "USD";
    public string TimeZone { get; set; } = "America/New_York";
    public string Plan { get; set; } = "Basic";

    /// <summary>The version that the app's webhooks are written in: one for all, subscriptions cannot choose.</summary>
    public string WebhookApiVersion { get; set; } = "2026-01";

    /// <summary>An access token that never ends, as an app made in the shop's admin has it; absent for none.</summary>
    public string? Token { get; set; } = "fake-token";
    public string ClientId { get; set; } = "fake-client";
    public string ClientSecret { get; set; } = "fake-client-secret";

    /// <summary>What webhooks are signed with.</summary>
    public string WebhookSecret { get; set; } = "fake-webhook-secret";

    /// <summary>What the app was granted. Without <c>read_all_orders</c> orders older than 60 days are not shown.</summary>
    public ISet<string> Scopes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "read_all_orders", "write_orders", "write_order_edits", "read_customers", "write_customer_merge", "read_products", "write_merchant_managed_fulfillment_orders",
    };

    /// <summary>Protected customer data, level 2: names and e-mail addresses are shown.</summary>
    public bool SharesNames { get; set; } = true;

    /// <summary>Points per second, by the shop's plan 100, 200, 1000 or 2000.</summary>
    public double RestoreRate { get; set; } = 100;

    /// <summary>The most points that can be saved up.</summary>
    public double MaximumAvailable { get; set; } = 2000;

    /// <summary>The version that requests are really answered in: the platform goes on to its oldest when the one that is asked for
    /// is not supported any more, and says so in the header <c>X-Shopify-API-Version</c>. Absent for the one that is asked for.</summary>
    public string? ServedVersion { get; set; }

    /// <summary>So many orders from before, three of each customer, over the year that ended yesterday; nobody was told of them.</summary>
    public int OldOrders { get; set; }

    /// <summary>How many objects can be paged through, one after the other. The platform documents 25,000; absent for any number.</summary>
    public int? DeepestPage { get; set; }

    /// <summary>How long after an order <c>customerJourneySummary</c> is filled in.</summary>
    public TimeSpan JourneyReadyAfter { get; set; } = TimeSpan.Zero;

    /// <summary>How long a failed delivery is tried again, 8 times: 4 hours; tests take seconds.</summary>
    public TimeSpan RetriesWithin { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long the shop waits for the answer to a webhook.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The share of webhooks that never come, from 0 to 1; which, is decided by <see cref="WithheldSeed"/>.</summary>
    public double WithheldShare { get; set; }
    public int WithheldSeed { get; set; } = 1;

    public TimeProvider Time { get; set; } = TimeProvider.System;
}
