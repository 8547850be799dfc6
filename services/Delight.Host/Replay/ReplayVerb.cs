using Delight.Host.Calling;
using System.CommandLine;

namespace Delight.Host.Replay;

/// <summary>Looks at what failed or waits, gives it back to its way or discards it, through the API of a running installation.</summary>
internal static class ReplayVerb
{
    private static readonly Option<Uri> Address = ApiClient.AddressOption("Where the API is served; for a spool, by its receiver.");
    private static readonly Option<string?> Queue = new("--queue") { Description = "Only messages of this queue." };
    private static readonly Option<string?> Cause = new("--cause") { Description = "Only messages with exactly this cause." };
    private static readonly Option<string?> Message = new("--message") { Description = "Only this message, or in the quarantine or the spool this delivery." };
    private static readonly Option<bool> Quarantine = new("--quarantine") { Description = "The quarantine instead of the error queues; --cause then takes its reasons." };
    private static readonly Option<bool> Spool = new("--spool") { Description = "The spool of the receiver at --url instead of the error queues." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept with who and when.", DefaultValueFactory = _ => "" };
    private static readonly Option<bool> All = new("--all") { Description = "All of them; needed when nothing else is chosen." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Do it; without this it only says how many." };

    public static Command Create()
    {
        var list = new Command("list", "What failed, by queue and cause, the quarantine, and what waits in the spool.");
        list.SetAction((parsed, ct) => RunAsync(parsed, api => ReplayList.WriteAsync(api, parsed.InvocationConfiguration.Output, ct)));
        var queue = new Argument<string>("queue") { Description = "The queue's name, quarantine or spool." };
        var id = new Argument<string>("id") { Description = "The message's id, or the delivery's." };
        var show = new Command("show", "One message, with its texts masked.") { queue, id };
        show.SetAction((parsed, ct) => RunAsync(parsed, api => ReplayActs.ShowAsync(api, parsed.InvocationConfiguration.Output, Place.Named(parsed.GetValue(queue)!), parsed.GetValue(id)!, ct)));
        var run = new Command("run", "Gives messages back to their queues; hands over what is spooled.") { Queue, Cause, Message, Quarantine, Spool, All, Reason, Yes };
        run.SetAction((parsed, ct) => ActAsync(parsed, "replay", ct));
        var discard = new Command("discard", "Removes messages for good.") { Queue, Cause, Message, Quarantine, Spool, All, Reason, Yes };
        discard.SetAction((parsed, ct) => ActAsync(parsed, "discard", ct));
        return new Command("replay", $"Looks at what failed or waits, gives it back or discards it. The token for the API is read from {ApiClient.TokenVariable}.") { Address, list, show, run, discard };
    }

    private static Task<int> ActAsync(ParseResult parsed, string action, CancellationToken cancellationToken) => RunAsync(parsed, async api =>
    {
        string[] places = [.. new[] { parsed.GetValue(Queue) is null ? null : "--queue", parsed.GetValue(Quarantine) ? "--quarantine" : null, parsed.GetValue(Spool) ? "--spool" : null }.OfType<string>()];
        if (places.Length > 1)
        {
            throw new RefusedException($"{places[0]} and {places[1]} are two places; choose one.");
        }

        var chosen = new Chosen(parsed.GetValue(Queue), parsed.GetValue(Cause), parsed.GetValue(Message), parsed.GetValue(All), parsed.GetValue(Reason) ?? "");
        if (action == "discard" && parsed.GetValue(Yes) && string.IsNullOrWhiteSpace(chosen.Reason))
        {
            throw new RefusedException("Say why with --reason.");
        }

        Place place = parsed.GetValue(Quarantine) ? new QuarantinePlace() : parsed.GetValue(Spool) ? new SpoolPlace() : new ErrorQueues();
        var output = parsed.InvocationConfiguration.Output;
        await (parsed.GetValue(Yes) ? ReplayActs.DoAsync(api, output, place, action, chosen, cancellationToken) : ReplayActs.CountAsync(api, output, place, action, chosen, cancellationToken));
    });

    private static async Task<int> RunAsync(ParseResult parsed, Func<ApiClient, Task> work)
    {
        try
        {
            using var api = ApiClient.At(parsed.GetValue(Address)!, "error queues and quarantine are with the dashboard, a spool is with its receiver.");
            await work(api);
            return 0;
        }
        catch (RefusedException refused)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
