using System.CommandLine;
using Delight.Platform.Access;

namespace Delight.Host.Tokens;

/// <summary>Makes a token for the API and the setting that lets it in.</summary>
internal static class TokenVerb
{
    public static Command Create()
    {
        var scopes = new Option<string[]>("--scope") { Description = "What its holder may do; may be given several times. Without it: read.", DefaultValueFactory = _ => [Scope.Read] };
        scopes.AcceptOnlyFromAmong([.. Scope.All]);
        var shops = new Option<string[]>("--shop") { Description = "The domain of a shop it is bound to; may be given several times. Without it: all shops.", DefaultValueFactory = _ => [] };
        shops.Validators.Add(given =>
        {
            if (given.Tokens.Any(t => t.Value.Length == 0 || t.Value.AsSpan().ContainsAny("+:@, ")))
            {
                given.AddError("--shop takes a domain, such as my-shop.myshopify.com.");
            }
        });
        var command = new Command("token", "Makes a token for the API, and the setting with its hash.") { scopes, shops };
        command.SetAction(parsed => Print(parsed.InvocationConfiguration.Output, parsed.GetValue(scopes)!, parsed.GetValue(shops)!));
        return command;
    }

    private static void Print(TextWriter output, string[] scopes, string[] shops)
    {
        var (token, setting) = ApiToken.Make(scopes.Distinct(), shops.Select(s => s.ToLowerInvariant()).Distinct());
        output.WriteLine("The token, shown this once; its holder sends it as Authorization: Bearer …");
        output.WriteLine("  " + token);
        output.WriteLine("The setting that lets it in (use the next free number when there are others):");
        output.WriteLine("  Delight__Api__Tokens__0=" + setting);
    }
}
