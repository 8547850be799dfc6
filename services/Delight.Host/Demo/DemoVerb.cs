using System.CommandLine;
using Delight.Simulator;
using Spectre.Console;

namespace Delight.Host.Demo;

internal static class DemoVerb
{
    private const int DefaultCustomers = 500;
    private const int MostCustomers = 1_000_000;

    public static Command Create()
    {
        var customers = new Option<int>("--customers") { Description = "How many customers the pretend shop has.", DefaultValueFactory = _ => DefaultCustomers };
        customers.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && (!int.TryParse(given.Tokens[0].Value, out var number) || number is < 1 or > MostCustomers))
            {
                given.AddError($"--customers is \"{given.Tokens[0].Value}\"; give a whole number from 1 to {MostCustomers:N0}.");
            }
        });
        var orders = new Option<string?>("--orders") { Description = "A recorded history instead: the platform's order export (CSV), or order_id,customer_id,created_at,total." };
        var exit = new Option<bool>("--exit") { Description = "End when everything is packed into lists, instead of serving on." };
        var command = new Command("demo", "Runs everything in one process, with a pretend shop beside it that posts signed webhooks.") { customers, orders, exit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var (file, madeUp) = (parsed.GetValue(orders), parsed.GetValue(customers));
                var deliveries = file is null ? PretendShop.Deliveries(madeUp, TimeProvider.System.GetUtcNow()) : Recorded(file);
                return await new DemoRun(AnsiConsole.Console, deliveries, file is null ? madeUp : null, parsed.GetValue(exit)).RunAsync(cancellationToken);
            }
            catch (OrderHistoryException fault)
            {
                await Console.Error.WriteLineAsync(fault.Message + " Nothing was sent.");
                return 1;
            }
        });
        return command;
    }

    private static DemoDeliveries Recorded(string file)
    {
        var recorded = OrderHistoryFile.Read(file);
        return new DemoDeliveries(RecordedShop.Deliveries(recorded), recorded.Count + recorded.Count(o => o.CancelledAt is not null));
    }
}
