using System.Globalization;
using System.Security.Claims;
using Delight.Platform.Access;
using Microsoft.Extensions.Options;

namespace Delight.Dashboard.SignIn;

/// <summary>What a signed-in person carries from page to page, and whether it still holds.</summary>
internal sealed class Session(IOptionsMonitor<SignInSettings> settings, TimeProvider time)
{
    /// <summary>The name of the cookie's scheme, and of the identity.</summary>
    public const string Scheme = "Delight.Session";
    private const string Until = "until";
    private const string Stamp = "stamp";

    public ClaimsPrincipal Of(User user) => Make(user.Name, user.Roles, user.Shops, new Claim(Stamp, user.Stamp));

    /// <summary>Of somebody whom no setting knows: by a one-time link, or by a provider.</summary>
    public ClaimsPrincipal Of(string name, IReadOnlyCollection<string> roles, IEnumerable<string> shops) => Make(name, roles, shops);

    /// <summary>Not over, and of somebody whom the settings know as they did.</summary>
    public bool Holds(ClaimsPrincipal principal)
    {
        if (!long.TryParse(principal.FindFirstValue(Until), NumberStyles.None, CultureInfo.InvariantCulture, out var until) || time.GetUtcNow().ToUnixTimeSeconds() >= until)
        {
            return false;
        }

        return principal.FindFirstValue(Stamp) is not { } stamp || settings.CurrentValue.Known().Any(u => u.Name == Caller.NameOf(principal) && u.Stamp == stamp);
    }

    private ClaimsPrincipal Make(string name, IReadOnlyCollection<string> roles, IEnumerable<string> shops, params Claim[] more)
    {
        var until = time.GetUtcNow().AddHours(settings.CurrentValue.SessionHours).ToUnixTimeSeconds();
        return new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, name),
            new Claim(Until, until.ToString(CultureInfo.InvariantCulture)),
            .. roles.Select(r => new Claim(ClaimTypes.Role, r)),
            .. PageRole.ScopesOf(roles).Select(s => new Claim(Caller.ScopeClaim, s)),
            .. shops.Select(s => new Claim(Caller.ShopClaim, s)),
            .. more,
        ], Scheme, ClaimTypes.NameIdentifier, ClaimTypes.Role));
    }
}
