using System.CommandLine;
using Delight.Host.Calling;
using Spectre.Console;

namespace Delight.Host.Shops;

/// <summary>Connects a shop with a running installation, and looks whether all is right between them. By its API: what it finds is then true of the
/// settings, the secrets and the address that are in force, and tokens that serve once are asked for in one place.</summary>
internal static class ShopVerb
{
    private static readonly Option<Uri> Address = ApiClient.AddressOption("Where the API is served, by a process with the role Shopify.");
    private static readonly Option<string> Shop = new("--shop") { Description = "The shop's permanent domain, as in Delight:Shopify:Shops.", Required = true, Recursive = true };

    public static Command Create()
    {
        var connect = new Command("connect", "Subscribes to the topics that Delight takes, as far as they do not come yet. What goes to the receiver of another address is moved.");
        connect.SetAction((parsed, ct) => RunAsync(parsed, "connect", ConnectReport.Write, ct));
        var check = new Command("check", "Looks at access, scopes, protected data, subscriptions, versions, clock, secrets and whether what the shop signs is taken, and posts test deliveries to the public address. Changes nothing. Ends with 1 when something is wrong.");
        check.SetAction((parsed, ct) => RunAsync(parsed, "check", CheckReport.Write, ct));
        return new Command("shop", $"Connects a shop with a running installation, or checks how they stand. The token for the API is read from {ApiClient.TokenVariable}.") { Address, Shop, connect, check };
    }

    /// <param name="write">Returns whether all is well.</param>
    public static async Task<int> RunAsync(
        IAnsiConsole console, TextWriter error, Uri address, string shop, string what, Func<IAnsiConsole, System.Text.Json.JsonElement, bool> write, CancellationToken cancellationToken)
    {
        try
        {
            using var api = ApiClient.At(address, "shops are asked by the process that has the role Shopify.");
            return write(console, await api.PostAsync($"shopify/{Uri.EscapeDataString(shop.Trim())}/{what}", new { }, cancellationToken)) ? 0 : 1;
        }
        catch (RefusedException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static Task<int> RunAsync(ParseResult parsed, string what, Func<IAnsiConsole, System.Text.Json.JsonElement, bool> write, CancellationToken cancellationToken) =>
        RunAsync(AnsiConsole.Console, parsed.InvocationConfiguration.Error, parsed.GetValue(Address)!, parsed.GetValue(Shop)!, what, write, cancellationToken);
}
