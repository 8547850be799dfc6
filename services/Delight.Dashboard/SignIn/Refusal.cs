using Microsoft.AspNetCore.Authentication;

namespace Delight.Dashboard.SignIn;

/// <summary>Why somebody stands at the door again. An address carries the code alone, so that nobody's link puts words into these pages.</summary>
internal static class Refusal
{
    public const string NoRole = "no-role";
    public const string NoShop = "no-shop";
    public const string NoName = "no-name";
    public const string Unconfirmed = "unconfirmed";
    public const string NoProvider = "no-provider";
    public const string ProviderFailed = "provider-failed";
    public const string SignedOutHere = "signed-out-here";
    private const string NotThere = "The sign-in there did not work: ";

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        [NoRole] = $"{NotThere}the provider knows no role of yours here. Ask whoever looks after it for one of {string.Join(", ", PageRole.All)}.",
        [NoShop] = $"{NotThere}the provider names no shop of yours. Ask whoever looks after it for one.",
        [NoName] = $"{NotThere}the provider gives you no name that can stand in the record: a text of 1 to {User.LongestName} characters that can be seen. Ask whoever looks after it.",
        [Unconfirmed] = $"{NotThere}the provider has not confirmed that your e-mail address is yours. Confirm it there, then try again.",
        [NoProvider] = "No provider is configured here, so nobody can sign in by one.",
        [ProviderFailed] = $"{NotThere}the provider refused, or did not answer as it should. Try again; the log of this process says what happened.",
        [SignedOutHere] = "You are signed out here. The store is away, so other processes have not learnt of it: sign in and out once more when it is back.",
    };

    /// <returns>Nothing for what is no code.</returns>
    public static string? Sentence(string? code) => code is null ? null : Sentences.GetValueOrDefault(code);
}

/// <summary>The provider let somebody in whom these pages do not.</summary>
internal sealed class NotLetInException(string code) : AuthenticationFailureException(Refusal.Sentence(code) ?? code)
{
    public string Code => code;
}
