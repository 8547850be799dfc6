using FluentValidation;

namespace Delight.Shopify;

/// <summary>The shops whose Admin API is asked (section <c>Delight:Shopify</c>). Without one, nobody is asked anything.</summary>
public sealed class ShopifySettings
{
    public const string Section = "Delight:Shopify";

    public IList<ShopifyShopSettings> Shops { get; set => field = value ?? []; } = [];

    /// <summary>Where shops reach the receiver from outside; ends in <c>/webhooks/shopify</c>. Without it nobody looks after subscriptions.</summary>
    public string? PublicUrl { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    /// <summary>Minutes between two looks at each shop's subscriptions, 1 to 1440.</summary>
    public int WatchMinutes { get; set; } = 10;

    internal Uri? Receiver => PublicUrl is null ? null : new Uri(PublicUrl);

    /// <summary>Minutes between two comparisons of what changed at each shop with the ledger, 1 to 1440.</summary>
    public int ReconcileMinutes { get; set; } = 15;

    /// <summary>Minutes that each comparison begins before the end of the last one, 0 to 1440: a shop's search may be late.</summary>
    public int ReconcileOverlapMinutes { get; set; } = 10;

    /// <summary>Minutes that a change waits for its webhook before it counts as missed, 0 to 1440.</summary>
    public int ReconcileGraceMinutes { get; set; } = 2;

    /// <summary>Of how many customers each comparison holds an ordinal beside the platform's own count, 0 to 100.</summary>
    public int OrdinalSample { get; set; } = 20;

    internal ShopifyShopSettings? Of(string shop) => Shops.FirstOrDefault(s => s.Shop == shop);
}

/// <summary>One shop's Admin API, and how this app is known there (section <c>Delight:Shopify:Shops:N</c>): by a token, by client id and
/// secret (an app of the shop's own organization; a token of 24 hours each time), or by these and a refresh token (a token of one hour each time).</summary>
public sealed class ShopifyShopSettings
{
    /// <summary>The shop's permanent domain, kept as webhooks name it: lower case.</summary>
    public string Shop { get; set => field = (value ?? "").Trim().ToLowerInvariant(); } = "";

    /// <summary>Where its Admin API answers; <c>https://</c> and the shop when absent.</summary>
    public string? AdminUrl { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim().TrimEnd('/'); }

    /// <summary>The quarterly version of the Admin API, such as <c>2026-01</c>.</summary>
    public string ApiVersion { get; set => field = (value ?? "").Trim(); } = Versions.ApiVersion.Default;

    /// <summary>An access token that does not end.</summary>
    public string? Token { get; set => field = NothingWhenEmpty(value); }

    public string? ClientId { get; set => field = NothingWhenEmpty(value); }

    public string? ClientSecret { get; set => field = NothingWhenEmpty(value); }

    /// <summary>The first one, as the shop's consent brought it. Its successors are kept in the store; another value here begins anew.</summary>
    public string? RefreshToken { get; set => field = NothingWhenEmpty(value); }

    /// <summary>Of the points that the shop's bucket holds, the share that requests leave in it, from 0 to 0.9. What flows in is used up to there.</summary>
    public double ShareForOtherApps { get; set; } = 0.5;

    /// <summary>What is written into the shop's own orders of what goes into their parcels; several are separated by commas.</summary>
    public WriteBackSettings WriteBack { get; set; }

    /// <summary>Minutes after which an order that is held back is let go, decided or not.</summary>
    public int HoldMinutes { get; set; } = 10;

    /// <summary>Tags of an order whose parcel has something in it (with <see cref="WriteBackSettings.Note"/>), at most 40 characters each; <c>{sku}</c> stands for the sku of each extra. <c>delight</c> when none is set.</summary>
    public IList<string> Tags { get; set => field = value ?? []; } = [];

    internal const string SkuInTag = "{sku}";

    internal IReadOnlyList<string> TagsInForce => Tags.Count > 0 ? [.. Tags] : ["delight"];

    internal bool Notes => WriteBack.HasFlag(WriteBackSettings.Note);

    internal bool Edits => WriteBack.HasFlag(WriteBackSettings.OrderEdit);

    internal bool Holds => WriteBack.HasFlag(WriteBackSettings.Hold);

    /// <summary>From when on the shop's webhooks come here: what was ordered before is history and brings no gift, what changed since is compared
    /// with the ledger. When absent, from when the shop was first seen in these settings.</summary>
    public DateTimeOffset? LiveSince { get; set; }

    internal Uri Address => new(AdminUrl ?? "https://" + Shop);

    private static string? NothingWhenEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>What is written into a shop's own orders.</summary>
    [Flags]
    public enum WriteBackSettings
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>A metafield for packing slips, and tags.</summary>
        Note = 1,

        /// <summary>Lines that cost nothing, without telling the customer.</summary>
        OrderEdit = 2,

        /// <summary>The order is held back until its parcel is decided.</summary>
        Hold = 4,
    }
}

internal sealed class ShopifySettingsValidator : AbstractValidator<ShopifySettings>
{
    private const double MostForOthers = 0.9;
    private const int LongestHold = 1440;
    private const int LongestTag = 40;
    private const int MinutesOfDay = 24 * 60;

    public ShopifySettingsValidator()
    {
        RuleFor(s => s.PublicUrl).Must(url => url is null || IsReceiver(url))
            .WithMessage("Delight:Shopify:PublicUrl is not the receiver's; write it like https://delight.example.com/webhooks/shopify. http:// is taken for this machine only, since the platform posts to https:// alone.");
        RuleFor(s => s.WatchMinutes).InclusiveBetween(1, 24 * 60)
            .WithMessage("Delight:Shopify:WatchMinutes is not between 1 and 1440; 10 looks at each shop's subscriptions every ten minutes.");
        RuleFor(s => s.ReconcileMinutes).InclusiveBetween(1, MinutesOfDay)
            .WithMessage("Delight:Shopify:ReconcileMinutes is not between 1 and 1440; 15 compares each shop's orders with the ledger every quarter of an hour.");
        RuleFor(s => s.ReconcileOverlapMinutes).InclusiveBetween(0, MinutesOfDay)
            .WithMessage("Delight:Shopify:ReconcileOverlapMinutes is not between 0 and 1440; 10 looks at the last ten minutes twice.");
        RuleFor(s => s.ReconcileGraceMinutes).InclusiveBetween(0, MinutesOfDay)
            .WithMessage("Delight:Shopify:ReconcileGraceMinutes is not between 0 and 1440; 2 gives every webhook two minutes to come.");
        RuleFor(s => s.OrdinalSample).InclusiveBetween(0, 100)
            .WithMessage("Delight:Shopify:OrdinalSample is not between 0 and 100; 20 compares an ordinal of twenty customers each time.");
        RuleForEach(s => s.Shops).Must(s => s.LiveSince is null or { Year: >= 1990 and < 2200 })
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex}:LiveSince is not between 1990 and 2199; write a time such as 2026-03-01T00:00:00Z, or leave it out.");
        RuleForEach(s => s.Shops).Must(s => s.Shop.Length > 0)
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex}:Shop is missing; give the shop's permanent domain, such as my-shop.myshopify.com.");
        RuleForEach(s => s.Shops).Must(s => s.Shop.Length == 0 || Uri.CheckHostName(s.Shop) == UriHostNameType.Dns)
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex}:Shop is no domain; write it without https:// and path, such as my-shop.myshopify.com.");
        RuleFor(s => s.Shops).Must(shops => shops.DistinctBy(s => s.Shop).Count() == shops.Count)
            .WithMessage("Delight:Shopify:Shops names the same shop twice; put all of it into one.");
        RuleForEach(s => s.Shops).Must(s => s.AdminUrl is null || IsAddress(s.AdminUrl))
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex}:AdminUrl is no address; leave it out, or write it like https://my-shop.myshopify.com, without a path. http:// is taken for this machine only, since the token goes there.");
        RuleForEach(s => s.Shops).Must(s => Versions.ApiVersion.Read(s.ApiVersion) is not null)
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex}:ApiVersion is none; give a quarterly version such as 2026-01, 2026-04, 2026-07 or 2026-10.");
        RuleForEach(s => s.Shops).Must(s => s.ShareForOtherApps is >= 0 and <= MostForOthers)
            .WithMessage($"Delight:Shopify:Shops:{{CollectionIndex}}:ShareForOtherApps is not between 0 and {MostForOthers}; 0.5 leaves half of the shop's points to its other apps.");
        RuleForEach(s => s.Shops).Must(s => (int)s.WriteBack is >= 0 and <= 7)
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex}:WriteBack is none; choose from None, Note, OrderEdit and Hold, several of them with commas between.");
        RuleForEach(s => s.Shops).Must(s => s.HoldMinutes is >= 1 and <= LongestHold)
            .WithMessage($"Delight:Shopify:Shops:{{CollectionIndex}}:HoldMinutes is not between 1 and {LongestHold}; 10 is what most decisions never need.");
        RuleForEach(s => s.Shops).Must(s => s.Tags.All(t => t is { Length: >= 1 and <= LongestTag } && t == t.Trim() && !t.Contains(',', StringComparison.Ordinal)))
            .WithMessage($"Delight:Shopify:Shops:{{CollectionIndex}}:Tags has one that is none; a tag has 1 to {LongestTag} characters, no comma, and no blank at its ends.");
        RuleForEach(s => s.Shops).Must(s => s.Token is not null || s.ClientId is not null || s.ClientSecret is not null || s.RefreshToken is not null)
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex} says not how to sign in; give Token, or ClientId and ClientSecret, or these and RefreshToken.");
        RuleForEach(s => s.Shops).Must(s => s.Token is null || (s.ClientId ?? s.ClientSecret ?? s.RefreshToken) is null)
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex} has a Token and a ClientId, ClientSecret or RefreshToken; give one or the other.");
        RuleForEach(s => s.Shops).Must(s => s.Token is not null || (s.ClientId ?? s.ClientSecret ?? s.RefreshToken) is null || (s.ClientId is not null && s.ClientSecret is not null))
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex} needs both ClientId and ClientSecret; the app's settings show them.");
        RuleForEach(s => s.Shops).Must(s => new[] { s.Token, s.ClientId, s.ClientSecret, s.RefreshToken }.All(IsHeaderValue))
            .WithMessage("Delight:Shopify:Shops:{CollectionIndex} has a Token, ClientId, ClientSecret or RefreshToken with a character that none has; copy it again, without quotes and blanks.");
    }

    private static bool IsAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static bool IsReceiver(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.AbsolutePath.EndsWith("/webhooks/shopify", StringComparison.Ordinal)
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0 && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static bool IsHeaderValue(string? secret) => secret is null || secret.All(c => char.IsAsciiLetterOrDigit(c) || "_-.~+/=:".Contains(c));
}
