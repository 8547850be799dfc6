using System.Text.Json;

namespace Delight.Shopify.Wire;

/// <summary>A GraphQL document with its variables, on its way to a shop. No record: nobody is to print the token by accident.</summary>
public sealed class WireQuestion
{
    /// <summary>The shop's permanent domain.</summary>
    public required string Shop { get; init; }

    /// <summary>Where the shop's Admin API answers, without a path.</summary>
    public required Uri Address { get; init; }

    public required string ApiVersion { get; init; }

    public required string Token { get; init; }

    public required string Document { get; init; }

    /// <summary>A JSON object.</summary>
    public required JsonElement Variables { get; init; }
}
