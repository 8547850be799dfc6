using System.CommandLine;
using Delight.Host.Calling;
using Delight.Simulator;
using Spectre.Console;

namespace Delight.Host.Import;

/// <summary>Reads a shop's exports and gives its orders from before Delight to a running installation.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The platform's order export (CSV), or order_id,customer_id,created_at,total." };
        var shop = new Option<string>("--shop") { Description = "The shop's permanent domain, as in Delight:Shops.", Required = true };
        var customers = new Option<string?>("--customers") { Description = "The platform's customer export (CSV): the order export names customers by e-mail only." };
        var url = ApiClient.AddressOption("Where the API is served.");
        var command = new Command("import", $"Takes in a shop's orders from before Delight, which are counted and bring no gifts. Run it again to go on where it ended. The token for the API is read from {ApiClient.TokenVariable}.")
        {
            file, shop, customers, url,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(AnsiConsole.Console, parsed.InvocationConfiguration.Error, parsed.GetValue(url)!, parsed.GetValue(shop)!, parsed.GetValue(file)!, parsed.GetValue(customers), cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(IAnsiConsole console, TextWriter error, Uri address, string shop, string orders, string? customers, CancellationToken cancellationToken)
    {
        ImportRun? run = null;
        try
        {
            if (string.IsNullOrWhiteSpace(shop))
            {
                throw new RefusedException("--shop names no shop; give its permanent domain, such as my-shop.myshopify.com.");
            }

            using var api = ApiClient.At(address, "a shop's history is with the dashboard.");
            run = new ImportRun(api, shop);
            await run.RunAsync(console, orders, customers, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Ended before it was done. What was taken in stays; run it again to go on, and to have it counted.");
            return 1;
        }
        catch (Exception refused) when (refused is RefusedException or OrderHistoryException)
        {
            await error.WriteLineAsync(refused.Message + (run is { HasSent: true } ? " What was taken in before stays; run it again to go on." : ""));
            return 1;
        }
    }
}
