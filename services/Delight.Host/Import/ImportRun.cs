using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Delight.Host.Calling;
using Delight.Simulator;
using Spectre.Console;

namespace Delight.Host.Import;

/// <summary>Sends the customers, then the orders from where an earlier run ended, then has them counted; a part at a time, so that neither
/// side holds more than a part.</summary>
internal sealed class ImportRun(ApiClient api, string shop)
{
    private const int AtOnce = 1000;
    private const int MostShown = 10;
    private readonly string _path = $"history/{Uri.EscapeDataString(shop)}";

    private long _joined;

    /// <summary>Whether anything was given to the installation.</summary>
    public bool HasSent { get; private set; }

    public async Task RunAsync(IAnsiConsole console, string orders, string? customers, CancellationToken cancellationToken)
    {
        var (added, known) = (0L, 0L);
        await console.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            if (customers is not null)
            {
                await SendCustomersAsync(progress.AddTask("Customers", autoStart: true, maxValue: Size(customers)), customers, cancellationToken);
            }

            (added, known) = await SendOrdersAsync(progress.AddTask("Orders", autoStart: true, maxValue: Size(orders)), orders, cancellationToken);
            await RankAsync(progress.AddTask("Counting"), cancellationToken);
        });
        console.WriteLine($"{Orders(added, "was", "were")} taken in as history{(known > 0 ? $", {Orders(known, "was", "were")} known before" : "")}{(_joined > 0 ? $", {Orders(_joined, "has", "have")} a customer now" : "")}.");
        await ReportUnmatchedAsync(console, cancellationToken);
    }

    private async Task SendCustomersAsync(ProgressTask progress, string file, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var some in CustomerFile.Stream(file).Chunk(AtOnce))
        {
            var answer = await api.PostAsync($"{_path}/customers", new { customers = some.Select(c => new { id = c.Id, email = c.Email }) }, cancellationToken);
            (HasSent, _joined) = (true, _joined + answer.GetProperty("orders").GetInt64());
            progress.Description = FormattableString.Invariant($"Customers {done += some.Length:N0}");
            progress.Value = Math.Min(progress.MaxValue - 1, done * 100.0);
        }

        progress.Value = progress.MaxValue;
    }

    private async Task<(long Added, long Known)> SendOrdersAsync(ProgressTask progress, string file, CancellationToken cancellationToken)
    {
        var name = await FingerprintAsync(file, cancellationToken);
        var position = (await api.GetAsync($"{_path}?file={name}", cancellationToken)).GetProperty("position").GetInt64();
        var (from, added) = (position, 0L);
        foreach (var some in OrderHistoryFile.Stream(file).Skip((int)position).Chunk(AtOnce))
        {
            var answer = await api.PostAsync(_path, new { file = name, from, orders = some.Select(Body) }, cancellationToken);
            HasSent = true;
            (from, added) = (answer.GetProperty("position").GetInt64(), added + answer.GetProperty("added").GetInt64());
            progress.Description = FormattableString.Invariant($"Orders {from:N0}");
            progress.Value = Math.Min(progress.MaxValue - 1, from * 250.0);
        }

        progress.Value = progress.MaxValue;
        return (added, from - position - added);
    }

    private async Task RankAsync(ProgressTask progress, CancellationToken cancellationToken)
    {
        var state = await api.GetAsync(_path, cancellationToken);
        progress.MaxValue = Math.Max(1, state.GetProperty("importing").GetInt64());
        var next = "0";
        while (next is not null)
        {
            var answer = await api.PostAsync($"{_path}/rank?after={next}", new { }, cancellationToken);
            next = answer.GetProperty("next").GetString();
            progress.Increment(answer.GetProperty("orders").GetInt64());
            progress.Description = FormattableString.Invariant($"Counting {progress.Value:N0}");
        }

        progress.Value = progress.MaxValue;
    }

    private async Task ReportUnmatchedAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        var unmatched = (await api.GetAsync(_path, cancellationToken)).GetProperty("unmatched").GetInt64();
        if (unmatched == 0)
        {
            console.WriteLine("Every order has its customer.");
            return;
        }

        var some = (await api.GetAsync($"{_path}/unmatched?limit={MostShown}", cancellationToken)).GetProperty("orders").EnumerateArray()
            .Select(o => $"{o.GetProperty("orderName").GetString()}{(o.GetProperty("hasAddress").GetBoolean() ? "" : " (no e-mail address)")}").ToArray();
        console.WriteLine($"{Orders(unmatched, "does", "do")} not count yet, because their customer is not known: {string.Join(", ", some)}{(unmatched > some.Length ? ", …" : "")}");
        console.WriteLine($"Give the customer export with --customers, or wait: the first webhook of a customer with the same e-mail address joins them. An order without an address will never count. All of them: GET /api/v1/{_path}/unmatched");
    }

    private static string Orders(long number, string one, string many) => FormattableString.Invariant($"{number:N0} {(number == 1 ? $"order {one}" : $"orders {many}")}");

    private static object Body(ShopOrder order) => new
    {
        id = order.Id, name = order.Name, customerId = order.CustomerEmail is null ? order.CustomerId : null, email = order.CustomerEmail, createdAt = order.CreatedAt, cancelledAt = order.CancelledAt,
        financialStatus = order.FinancialStatus, test = order.Test, total = order.Total, currency = order.Currency, requiresShipping = order.Lines.Count == 0 || order.Lines.Any(l => l.RequiresShipping),
    };

    /// <summary>In bytes; the bars go by it, since nobody knows how many rows there are.</summary>
    private static double Size(string file) => File.Exists(file) ? Math.Max(1, new FileInfo(file).Length) : 1;

    /// <summary>The same for the same content, wherever the file lies.</summary>
    private static async Task<string> FingerprintAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return "";
        }

        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken))[..32];
    }
}
