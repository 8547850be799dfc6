using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Delight.Host.Replay;

/// <summary>Looks at what failed, gives it back to its queues or discards it, through the API of a running installation.</summary>
internal static class ReplayVerb
{
    private const string TokenVariable = "DELIGHT_API_TOKEN";
    private static readonly Option<Uri> Address = new("--url") { Description = "Where the API is served.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"), Recursive = true, CustomParser = ParseAddress };
    private static readonly Option<string?> Queue = new("--queue") { Description = "Only messages of this queue." };
    private static readonly Option<string?> Cause = new("--cause") { Description = "Only messages with exactly this cause." };
    private static readonly Option<string?> Message = new("--message") { Description = "Only this message, or in the quarantine this delivery." };
    private static readonly Option<bool> Quarantine = new("--quarantine") { Description = "The quarantine instead of the error queues; --cause then takes its reasons." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept with who and when.", DefaultValueFactory = _ => "" };
    private static readonly Option<bool> All = new("--all") { Description = "All of them; needed when nothing else is chosen." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Do it; without this it only says how many." };

    public static Command Create()
    {
        var list = new Command("list", "What failed, by queue and cause, and the quarantine.");
        list.SetAction((parsed, ct) => RunAsync(parsed, api => ListAsync(api, parsed, ct)));
        var queue = new Argument<string>("queue") { Description = "The queue's name, or quarantine." };
        var id = new Argument<string>("id") { Description = "The message's id, or the delivery's." };
        var show = new Command("show", "One message, with its texts masked.") { queue, id };
        show.SetAction((parsed, ct) => RunAsync(parsed, api => ShowAsync(api, parsed, parsed.GetValue(queue)!, parsed.GetValue(id)!, ct)));
        var run = new Command("run", "Gives messages back to their queues.") { Queue, Cause, Message, Quarantine, All, Reason, Yes };
        run.SetAction((parsed, ct) => RunAsync(parsed, api => ActAsync(api, parsed, "replay", ct)));
        var discard = new Command("discard", "Removes messages for good.") { Queue, Cause, Message, Quarantine, All, Reason, Yes };
        discard.SetAction((parsed, ct) => RunAsync(parsed, api => ActAsync(api, parsed, "discard", ct)));
        return new Command("replay", $"Looks at what failed, gives it back or discards it. The token for the API is read from {TokenVariable}.") { Address, list, show, run, discard };
    }

    private static Uri? ParseAddress(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        given.AddError($"--url is \"{given.Tokens[0].Value}\"; write it like http://127.0.0.1:5080.");
        return null;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<HttpClient, Task<int>> work)
    {
        var (address, error) = (parsed.GetValue(Address)!, parsed.InvocationConfiguration.Error);
        if (Environment.GetEnvironmentVariable(TokenVariable) is not { Length: > 0 } token)
        {
            await error.WriteLineAsync($"Set {TokenVariable} to a token with the scopes read and operate; the verb token makes one.");
            return 1;
        }

        using var api = new HttpClient { BaseAddress = new Uri(address, "/api/v1/"), Timeout = TimeSpan.FromMinutes(10) };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            return await work(api);
        }
        catch (HttpRequestException unreachable)
        {
            await error.WriteLineAsync($"{address} does not answer: {unreachable.Message} Say where the API is with --url.");
            return 1;
        }
    }

    private static async Task<int> ListAsync(HttpClient api, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (await AnswerAsync(api.GetAsync("failures", cancellationToken), parsed) is not { } failed
            || await AnswerAsync(api.GetAsync("quarantine", cancellationToken), parsed) is not { } aside)
        {
            return 1;
        }

        var failures = failed.GetProperty("failures").EnumerateArray().ToArray();
        foreach (var group in failures)
        {
            await output.WriteLineAsync($"{group.GetProperty("messages")}  {group.GetProperty("queue")}  {group.GetProperty("cause")}  (since {group.GetProperty("oldest")}; look at: replay show {group.GetProperty("queue")} {group.GetProperty("messageIds")[0]})");
        }

        var quarantined = aside.GetProperty("quarantine").EnumerateArray().ToArray();
        foreach (var group in quarantined)
        {
            await output.WriteLineAsync($"{group.GetProperty("deliveries")}  quarantine  {group.GetProperty("shop")} {group.GetProperty("topic")}: {group.GetProperty("reasons").GetString()!.ReplaceLineEndings(" ")}  (look at: replay show quarantine {group.GetProperty("oldestId")})");
        }

        if (failures.Length + quarantined.Length == 0)
        {
            await output.WriteLineAsync("Nothing has failed.");
        }

        return 0;
    }

    private static async Task<int> ShowAsync(HttpClient api, ParseResult parsed, string queue, string id, CancellationToken cancellationToken)
    {
        var path = queue == "quarantine" ? "quarantine/" + Uri.EscapeDataString(id) : $"failures/{Uri.EscapeDataString(queue)}/{Uri.EscapeDataString(id)}";
        if (await AnswerAsync(api.GetAsync(path, cancellationToken), parsed) is not { } found)
        {
            return 1;
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(found, Indented));
        return 0;
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<int> ActAsync(HttpClient api, ParseResult parsed, string action, CancellationToken cancellationToken)
    {
        var (quarantine, output) = (parsed.GetValue(Quarantine), parsed.InvocationConfiguration.Output);
        if (quarantine && parsed.GetValue(Queue) is not null)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("--queue and --quarantine are two places; choose one.");
            return 1;
        }

        if (action == "discard" && parsed.GetValue(Yes) && string.IsNullOrWhiteSpace(parsed.GetValue(Reason)))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Say why with --reason.");
            return 1;
        }

        if (!parsed.GetValue(Yes))
        {
            return await CountAsync(api, parsed, action, cancellationToken);
        }

        object chosen = quarantine
            ? new { reasons = parsed.GetValue(Cause), deliveryId = parsed.GetValue(Message), all = parsed.GetValue(All), reason = parsed.GetValue(Reason) }
            : new { queue = parsed.GetValue(Queue), cause = parsed.GetValue(Cause), messageId = parsed.GetValue(Message), all = parsed.GetValue(All), reason = parsed.GetValue(Reason) };
        if (await AnswerAsync(api.PostAsJsonAsync($"{(quarantine ? "quarantine" : "failures")}/{action}", chosen, cancellationToken), parsed) is not { } done)
        {
            return 1;
        }

        var number = done.GetProperty(quarantine ? "deliveries" : "messages").GetInt32();
        await output.WriteLineAsync($"{(action == "replay" ? "Given back" : "Discarded")}: {number}.");
        if (done.TryGetProperty("stillInvalid", out var still) && still.GetInt32() > 0)
        {
            await output.WriteLineAsync($"Still not to be understood, and kept: {still}.");
        }

        return 0;
    }

    /// <summary>Says how many it would be.</summary>
    private static async Task<int> CountAsync(HttpClient api, ParseResult parsed, string action, CancellationToken cancellationToken)
    {
        var (quarantine, cause) = (parsed.GetValue(Quarantine), parsed.GetValue(Cause));
        var query = quarantine ? "quarantine" : $"failures?queue={Uri.EscapeDataString(parsed.GetValue(Queue) ?? "")}&cause={Uri.EscapeDataString(cause ?? "")}";
        if (await AnswerAsync(api.GetAsync(query, cancellationToken), parsed) is not { } found)
        {
            return 1;
        }

        var number = parsed.GetValue(Message) is not null ? 1
            : quarantine ? found.GetProperty("quarantine").EnumerateArray().Where(g => cause is null || g.GetProperty("reasons").GetString() == cause).Sum(g => g.GetProperty("deliveries").GetInt32())
            : found.GetProperty("failures").EnumerateArray().Sum(g => g.GetProperty("messages").GetInt32());
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"This would {action} {number} message(s). Say --yes to do it.");
        return 0;
    }

    /// <returns>Nothing when it was refused; what the API says then stands on standard error.</returns>
    private static async Task<JsonElement?> AnswerAsync(Task<HttpResponseMessage> call, ParseResult parsed)
    {
        using var answer = await call;
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{parsed.GetValue(Address)} answers {(int)answer.StatusCode} and no JSON: it is not Delight's API.");
            return null;
        }

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (!answer.IsSuccessStatusCode)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(body.TryGetProperty("detail", out var detail) ? detail.GetString() : $"Answered {(int)answer.StatusCode}.");
            return null;
        }

        return body;
    }
}
