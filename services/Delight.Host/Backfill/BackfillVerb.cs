using System.CommandLine;
using Delight.Host.Calling;
using Spectre.Console;

namespace Delight.Host.Backfill;

/// <summary>Has a running installation fetch a shop's orders from before Delight by the shop's Admin API.</summary>
internal static class BackfillVerb
{
    /// <summary>It is in, and customers' older orders are not.</summary>
    private const int Limited = 2;

    public static Command Create()
    {
        var shop = new Argument<string>("SHOP") { Description = "The shop's permanent domain, as in Delight:Shopify:Shops." };
        var wait = new Option<bool>("--wait") { Description = "Say how far it is until it is done; --wait false only asks for it.", DefaultValueFactory = _ => true };
        var url = ApiClient.AddressOption("Where the API is served.");
        var command = new Command("backfill", $"Fetches a shop's orders from before Delight, which are counted and bring no gifts. It goes on in the service also when this ends. Exit code 0: it is in; 2: it is in, but the app may not see orders older than 60 days; 1: it failed. The token for the API is read from {ApiClient.TokenVariable}.")
        {
            shop, wait, url,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(AnsiConsole.Console, parsed.InvocationConfiguration.Error, parsed.GetValue(url)!, parsed.GetValue(shop)!, parsed.GetValue(wait), cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(IAnsiConsole console, TextWriter error, Uri address, string shop, bool wait, CancellationToken cancellationToken)
    {
        try
        {
            using var api = ApiClient.At(address, "a shop's history is with the dashboard and with the role Shopify.");
            var end = await new BackfillRun(api, shop, TimeProvider.System).RunAsync(console, wait, cancellationToken);
            if (end.IsFailed)
            {
                await error.WriteLineAsync(end.Says);
                return 1;
            }

            console.WriteLine(end.Says);
            return end.IsLimited ? Limited : 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Waiting ended before it was done; the service goes on with it. Run it again to see how far it is.");
            return 1;
        }
        catch (RefusedException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
