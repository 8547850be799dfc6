using FluentValidation;

namespace Delight.Receiver.Shops;

/// <summary>The shops that may post to us (section <c>Delight</c>).</summary>
public sealed class ShopsSettings
{
    public IList<ShopSettings> Shops { get; set; } = [];
}

/// <summary>One shop (section <c>Delight:Shops:N</c>).</summary>
public sealed class ShopSettings
{
    /// <summary>The permanent domain, such as <c>my-shop.myshopify.com</c>, as the platform sends it.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Secrets that sign the shop's webhooks; several while one is being rotated.</summary>
    public IList<string> WebhookSecrets { get; set; } = [];

    /// <summary>IANA name, in which the months of its budget are reckoned.</summary>
    public string TimeZone { get; set; } = "UTC";
}

internal sealed class ShopsSettingsValidator : AbstractValidator<ShopsSettings>
{
    // The platform's secrets have 32 characters and more; what is shorter than this was cut off or never one.
    private const int ShortestSecret = 10;

    public ShopsSettingsValidator()
    {
        RuleForEach(s => s.Shops).Must(s => !string.IsNullOrWhiteSpace(s.Domain))
            .WithMessage("Delight:Shops:{CollectionIndex}:Domain is missing; give the shop's permanent domain, such as my-shop.myshopify.com.");
        RuleForEach(s => s.Shops).Must(s => string.IsNullOrWhiteSpace(s.Domain) || Uri.CheckHostName(s.Domain.Trim()) == UriHostNameType.Dns)
            .WithMessage("Delight:Shops:{CollectionIndex}:Domain is no domain; write it without https:// and path, such as my-shop.myshopify.com.");
        RuleForEach(s => s.Shops).Must(s => s.WebhookSecrets.Count > 0)
            .WithMessage("Delight:Shops:{CollectionIndex}:WebhookSecrets:0 is missing; copy the secret that the shop's admin shows beside its webhooks.");
        RuleForEach(s => s.Shops).Must(s => s.WebhookSecrets.All(w => w.Trim().Length >= ShortestSecret))
            .WithMessage($"Delight:Shops:{{CollectionIndex}}:WebhookSecrets holds a value of fewer than {ShortestSecret} characters, too short to be a secret; copy it whole.");
        RuleForEach(s => s.Shops).Must(s => TimeZoneInfo.TryFindSystemTimeZoneById(s.TimeZone, out _))
            .WithMessage("Delight:Shops:{CollectionIndex}:TimeZone is not a known time zone; write it like Europe/Berlin.");
        RuleFor(s => s.Shops).Must(shops => shops.DistinctBy(s => s.Domain.Trim(), StringComparer.OrdinalIgnoreCase).Count() == shops.Count)
            .WithMessage("Delight:Shops names the same domain twice; put both secrets into one shop's WebhookSecrets.");
    }
}
