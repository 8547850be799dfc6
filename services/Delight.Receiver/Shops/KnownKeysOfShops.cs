using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Shops;

/// <summary>The section that shops stand in is other settings' as well, so that the binder cannot tell what is misspelt below a shop.</summary>
internal sealed class KnownKeysOfShops(IConfiguration configuration) : IValidateOptions<ShopsSettings>
{
    private static readonly string[] Known = [nameof(ShopSettings.Domain), nameof(ShopSettings.WebhookSecrets), nameof(ShopSettings.TimeZone)];

    public ValidateOptionsResult Validate(string? name, ShopsSettings options)
    {
        var unknown =
            from shop in configuration.GetSection($"Delight:{nameof(ShopsSettings.Shops)}").GetChildren()
            from setting in shop.GetChildren()
            where !Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)
            select $"There is no setting {setting.Path}; a shop has {string.Join(", ", Known)}.";
        string[] faults = [.. unknown];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
