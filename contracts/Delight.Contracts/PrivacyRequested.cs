namespace Delight.Contracts;

/// <summary>The platform asks what is held on a customer, or to forget a customer or a whole shop, or says that the shop left.</summary>
public sealed record PrivacyRequested
{
    public required string Shop { get; init; }

    /// <summary>One of <see cref="PrivacyKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Absent when the whole shop is meant.</summary>
    public long? CustomerId { get; init; }

    /// <summary>Personal data: what speaks of a guest, or was cut off, is found by nothing else. Kept nowhere once the request is done.</summary>
    public string? CustomerEmail { get; init; }

    /// <summary>Personal data, as the address.</summary>
    public string? CustomerPhone { get; init; }

    /// <summary>Orders that the platform names beside the customer.</summary>
    public required IReadOnlyList<long> OrderIds { get; init; }
    public required Delivery Delivery { get; init; }
}

/// <summary>The platform's topics.</summary>
public static class PrivacyKind
{
    public const string CustomerDataRequest = "customers/data_request";
    public const string CustomerRedact = "customers/redact";
    public const string ShopRedact = "shop/redact";
    public const string ShopUninstalled = "app/uninstalled";
}
