using System.Text.Json;
using Delight.Shopify.Wire;

namespace Delight.Shopify.Door;

/// <summary>Says what an answer means: the platform throttles and denies under HTTP 200 too, and under other numbers in other words.</summary>
internal static class Reading
{
    public static Attempt<T> Of<T>(Document<T> document, ShopifyShopSettings shop, WireAnswer answer, Reply reply)
        where T : class => answer.Status switch
    {
        200 => OfGraphQl(document, shop.Shop, reply),
        401 => new(new Failure(FailureKind.Refused, $"{shop.Shop} does not accept the access token. Correct Delight:Shopify:Shops, or install the app in the shop again.")) { TokenIsOver = true },
        402 => Refused<T>($"{shop.Shop} is frozen (402): it has not paid for its plan."),
        403 => Refused<T>($"{shop.Shop} forbids it (403). {reply.Says} Look at the app's scopes in the shop's admin.".Replace("  ", " ", StringComparison.Ordinal)),
        404 => Refused<T>($"There is no Admin API for {shop.Shop} at {shop.Address.Host} in version {shop.ApiVersion} (404). Correct Delight:Shopify:Shops; the domain is the permanent one."),
        423 => Refused<T>($"{shop.Shop} is locked (423). The platform's support knows why."),
        429 => Throttled<T>(shop.Shop),
        >= 500 => Lost(document, $"{shop.Shop} answered {answer.Status}."),
        >= 300 and < 400 => Refused<T>($"{shop.Shop} answered with a redirect ({answer.Status}). Give the permanent domain in Delight:Shopify:Shops."),
        _ => Unusable<T>($"{shop.Shop} cannot read the question ({answer.Status}). {reply.Says}".TrimEnd()),
    };

    /// <summary>The shop may have received the question, and there is no answer.</summary>
    /// <param name="what">A sentence.</param>
    public static Attempt<T> Lost<T>(Document<T> document, string what)
        where T : class => document.MayBeRepeated
        ? new(new Failure(FailureKind.NotReached, what)) { AgainHelps = true }
        : new(new Failure(FailureKind.Unclear, what + " Whether it did what it was asked is not known."));

    public static Attempt<T> NotReached<T>(string shop, string why)
        where T : class => new(new Failure(FailureKind.NotReached, $"{shop} cannot be reached: {why.TrimEnd('.')}.")) { AgainHelps = true };

    private static Attempt<T> OfGraphQl<T>(Document<T> document, string shop, Reply reply)
        where T : class
    {
        if (!reply.IsReadable)
        {
            return Lost(document, $"The answer of {shop} breaks off, or is none.");
        }

        return reply.IsThrottled ? Throttled<T>(shop)
            : reply.Has("INTERNAL_SERVER_ERROR", "TIMEOUT") ? Lost(document, $"{shop} has an error of its own: {reply.Says}")
            : reply.Has("ACCESS_DENIED", "SHOP_INACTIVE") ? Refused<T>($"{shop} does not allow it: {reply.Says} Look at the app's scopes in the shop's admin.")
            : reply.Errors.Count > 0 ? Unusable<T>($"{shop} cannot use the question ({document.Name}): {reply.Says}")
            : reply.Data is { } data ? Read(document, shop, data)
            : Unusable<T>($"The answer of {shop} to {document.Name} has no data.");
    }

    private static Attempt<T> Read<T>(Document<T> document, string shop, JsonElement data)
        where T : class
    {
        try
        {
            return data.Deserialize(document.Type) is { } value ? new(value) : Unusable<T>($"The answer of {shop} to {document.Name} has no data.");
        }
        catch (JsonException unreadable)
        {
            return Unusable<T>($"The answer of {shop} to {document.Name} is not what it should be, at {unreadable.Path}.");
        }
    }

    private static Attempt<T> Throttled<T>(string shop)
        where T : class => new(new Failure(FailureKind.Throttled, $"{shop} is asked more than it allows.")) { AgainHelps = true };

    private static Attempt<T> Refused<T>(string sentence)
        where T : class => new(new Failure(FailureKind.Refused, sentence));

    private static Attempt<T> Unusable<T>(string sentence)
        where T : class => new(new Failure(FailureKind.Unusable, sentence));
}
