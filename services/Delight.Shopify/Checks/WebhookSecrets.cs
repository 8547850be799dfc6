using Delight.Contracts;
using Delight.Platform.Bus;
using Microsoft.Extensions.Configuration;

namespace Delight.Shopify.Checks;

/// <summary>The secrets that this process is given for the receiver.</summary>
internal sealed class WebhookSecrets(IConfiguration settings, Topology topology)
{
    public IReadOnlyList<string> Of(string shop) => settings.GetSection("Delight:Shops").GetChildren()
        .FirstOrDefault(s => string.Equals(s["Domain"]?.Trim(), shop, StringComparison.OrdinalIgnoreCase))?
        .GetSection("WebhookSecrets").GetChildren().Select(s => s.Value).OfType<string>().ToArray() ?? [];

    /// <summary>Why deliveries of a shop would all be refused, as far as it is known here.</summary>
    /// <returns>A sentence and what to do; nothing when there is a secret, or when this process takes no deliveries and knows no shop's secrets.</returns>
    public string? WhyRefused(string shop) => Of(shop).Count > 0 || !KnowsWhoMayPost ? null
        : $"Delight:Shops does not name {shop}, and the receiver refuses every delivery of a shop that stands not there (401). Add it: Delight:Shops:N:Domain={shop}, and as Delight:Shops:N:WebhookSecrets:0 the secret that signs its webhooks.";

    private bool KnowsWhoMayPost => topology.Here.Any(c => c.Queue == Queues.Quarantine) || settings.GetSection("Delight:Shops").GetChildren().Any();
}
