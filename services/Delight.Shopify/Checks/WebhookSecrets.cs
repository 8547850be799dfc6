using Microsoft.Extensions.Configuration;

namespace Delight.Shopify.Checks;

/// <summary>The secrets that this process is given for the receiver.</summary>
internal sealed class WebhookSecrets(IConfiguration settings)
{
    public IReadOnlyList<string> Of(string shop) => settings.GetSection("Delight:Shops").GetChildren()
        .FirstOrDefault(s => string.Equals(s["Domain"]?.Trim(), shop, StringComparison.OrdinalIgnoreCase))?
        .GetSection("WebhookSecrets").GetChildren().Select(s => s.Value).OfType<string>().ToArray() ?? [];
}
