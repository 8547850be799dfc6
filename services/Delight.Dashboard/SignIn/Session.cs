using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Delight.Platform.Access;
using Microsoft.Extensions.Options;

namespace Delight.Dashboard.SignIn;

/// <summary>What a signed-in person carries from page to page, and whether it still holds.</summary>
internal sealed class Session(IOptionsMonitor<SignInSettings> settings, EndedSessions ended, TimeProvider time)
{
    /// <summary>The name of the cookie's scheme, and of the identity.</summary>
    public const string Scheme = "Delight.Session";
    private const string Id = "session";
    private const string Until = "until";

    /// <summary>What the session hangs on in the settings.</summary>
    private const string Stamp = "stamp";
    private const string StampOfLinks = "one-time link";

    public ClaimsPrincipal Of(User user) => Make(user.Name, user.Roles, user.Shops, user.Stamp);

    /// <param name="name">As the record is to have it: no local user can be called so.</param>
    public ClaimsPrincipal Of(OpenIdSettings provider, string name, IReadOnlyCollection<string> roles, IEnumerable<string> shops) => Make(OpenId.NamePrefix + name, roles, shops, provider.Stamp);

    public ClaimsPrincipal OfOneTimeLink() => Make(OneTimeLinks.Name, [PageRole.Operator], [], StampOfLinks);

    /// <summary>Not over, not signed out of, and of somebody whom the settings know as they did.</summary>
    public async ValueTask<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        EndOf(principal) is { } until && time.GetUtcNow() < until && IsKnown(principal)
        && principal.FindFirstValue(Id) is { } id && !await ended.ContainsAsync(id, cancellationToken);

    /// <summary>For every tab and every process, whoever else has the cookie.</summary>
    /// <returns>Whether other processes learn of it.</returns>
    public async Task<bool> EndAsync(ClaimsPrincipal principal) =>
        principal.FindFirstValue(Id) is not { } id || EndOf(principal) is not { } until || await ended.EndAsync(id, until);

    private static DateTimeOffset? EndOf(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(Until), NumberStyles.None, CultureInfo.InvariantCulture, out var until) ? DateTimeOffset.FromUnixTimeSeconds(until) : null;

    private bool IsKnown(ClaimsPrincipal principal)
    {
        var (stamp, now) = (principal.FindFirstValue(Stamp), settings.CurrentValue);
        return stamp == StampOfLinks ? !now.LetsSomebodyIn
            : (now.OpenId.IsOn && stamp == now.OpenId.Stamp) || now.Known().Any(u => u.Name == Caller.NameOf(principal) && u.Stamp == stamp);
    }

    private ClaimsPrincipal Make(string name, IReadOnlyCollection<string> roles, IEnumerable<string> shops, string stamp)
    {
        var until = time.GetUtcNow().AddHours(settings.CurrentValue.SessionHours).ToUnixTimeSeconds();
        return new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, name),
            new Claim(Id, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
            new Claim(Until, until.ToString(CultureInfo.InvariantCulture)),
            new Claim(Stamp, stamp),
            .. roles.Select(r => new Claim(ClaimTypes.Role, r)),
            .. PageRole.ScopesOf(roles).Select(s => new Claim(Caller.ScopeClaim, s)),
            .. shops.Select(s => new Claim(Caller.ShopClaim, s)),
        ], Scheme, ClaimTypes.NameIdentifier, ClaimTypes.Role));
    }
}
