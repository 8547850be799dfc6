using FluentValidation;

namespace Delight.Platform.Access;

/// <summary>Who may call the API (section <c>Delight:Api</c>).</summary>
public sealed class ApiSettings
{
    public const string Section = "Delight:Api";

    /// <summary>Bearer tokens, see <see cref="ApiToken"/>; the verb <c>token</c> makes them. None: every call is answered 401.</summary>
    public IList<string> Tokens { get; set; } = [];

    internal IEnumerable<ApiToken> Known() => Tokens.Select(t => ApiToken.Read(t).Token).OfType<ApiToken>();
}

internal sealed class ApiSettingsValidator : AbstractValidator<ApiSettings>
{
    private const int ShortestToken = 10;

    public ApiSettingsValidator()
    {
        RuleForEach(s => s.Tokens).MinimumLength(ShortestToken)
            .WithMessage($"Delight:Api:Tokens:{{CollectionIndex}} has fewer than {ShortestToken} characters and could be guessed; make a longer one.");
        RuleForEach(s => s.Tokens).Must(t => ApiToken.Read(t).Fault is null)
            .WithMessage((_, t) => $"Delight:Api:Tokens:{{CollectionIndex}} {ApiToken.Read(t).Fault}");
    }
}
