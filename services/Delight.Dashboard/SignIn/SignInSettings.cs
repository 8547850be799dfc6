using System.Security.Cryptography;
using System.Text;
using FluentValidation;

namespace Delight.Dashboard.SignIn;

/// <summary>Who may use the pages (section <c>Delight:SignIn</c>).</summary>
public sealed class SignInSettings
{
    public const string Section = "Delight:SignIn";

    /// <summary>People, each as the verb <c>user</c> makes it: a name, roles, shops where it is bound to some, and the password's hash.</summary>
    public IList<string> Users { get; set; } = [];

    /// <summary>Hours after which somebody signs in again.</summary>
    public double SessionHours { get; set; } = 12;

    /// <summary>A provider that knows people instead, or besides.</summary>
    public OpenIdSettings OpenId { get; set; } = new();

    /// <summary>Somebody can sign in, and nobody needs a link of the log.</summary>
    internal bool LetsSomebodyIn => Users.Count > 0 || OpenId.IsOn;

    internal IEnumerable<User> Known() => Users.Select(u => User.Read(u).User).OfType<User>();
}

/// <summary>An OpenID provider, by the authorization code flow with PKCE (section <c>Delight:SignIn:OpenId</c>). Off while <see cref="ClientId"/> is empty.</summary>
public sealed class OpenIdSettings
{
    /// <summary>What the button says.</summary>
    public string Name { get; set; } = "your company's sign-in";

    /// <summary>Of this installation, at the provider. The address to come back to is <c>/sign-in/openid</c>.</summary>
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>The three addresses stand in the provider's <c>/.well-known/openid-configuration</c>.</summary>
    public string AuthorizationEndpoint { get; set; } = "";

    public string TokenEndpoint { get; set; } = "";

    public string UserInformationEndpoint { get; set; } = "";

    /// <summary>What is asked for, besides <c>openid</c>.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>The claim that names the person.</summary>
    public string NameClaim { get; set; } = "email";

    /// <summary>The claim that lists roles; those that Delight does not know are left out, and who has none is not let in.</summary>
    public string RolesClaim { get; set; } = "roles";

    /// <summary>The claim that lists shops to which everybody is bound; who has none is not let in. Absent where nobody is bound.</summary>
    public string ShopsClaim { get; set; } = "";

    internal bool IsOn => ClientId.Length > 0;

    /// <summary>Another client, another provider or other claims end the sessions that came by it; another secret of the same client does not.</summary>
    internal string Stamp => "openid:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        ClientId, AuthorizationEndpoint, TokenEndpoint, UserInformationEndpoint, NameClaim, RolesClaim, ShopsClaim))))[..16];

    /// <summary>Without what a log must not hold.</summary>
    public override string ToString() => $"{Name}: {AuthorizationEndpoint}";
}

internal sealed class SignInSettingsValidator : AbstractValidator<SignInSettings>
{
    private const int MostHours = 24 * 30;

    public SignInSettingsValidator()
    {
        RuleForEach(s => s.Users).Must(u => User.Read(u).Fault is null).WithMessage((_, u) => $"{SignInSettings.Section}:Users:{{CollectionIndex}} {User.Read(u).Fault}");
        RuleFor(s => s.Users).Must(users => users.Select(u => User.Read(u).User?.Name).OfType<string>().GroupBy(n => n, StringComparer.OrdinalIgnoreCase).All(g => g.Count() == 1))
            .WithMessage($"{SignInSettings.Section}:Users names somebody twice; leave one of them.");
        RuleFor(s => s.SessionHours).InclusiveBetween(0.1, MostHours).WithMessage($"{SignInSettings.Section}:SessionHours is {{PropertyValue}}; give 0.1 to {MostHours} hours.");
        When(s => s.OpenId.IsOn, () =>
        {
            RuleFor(s => s.OpenId.ClientSecret).NotEmpty()
                .WithMessage($"{SignInSettings.Section}:OpenId:ClientSecret is missing; the provider gives one to a client that it calls confidential, or a web application.");
            RuleFor(s => s.OpenId.AuthorizationEndpoint).Must(IsAddress).WithMessage(Missing(nameof(OpenIdSettings.AuthorizationEndpoint)));
            RuleFor(s => s.OpenId.TokenEndpoint).Must(IsAddress).WithMessage(Missing(nameof(OpenIdSettings.TokenEndpoint)));
            RuleFor(s => s.OpenId.UserInformationEndpoint).Must(IsAddress).WithMessage(Missing(nameof(OpenIdSettings.UserInformationEndpoint)));
        });
    }

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static string Missing(string setting) =>
        $"{SignInSettings.Section}:OpenId:{setting} is no https address; the provider's /.well-known/openid-configuration names it.";
}
