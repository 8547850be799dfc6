using System.Text.Json;
using Delight.Contracts;
using Spectre.Console;

namespace Delight.Host.Demo;

/// <summary>What came of it: a table, one parcel as the packer reads it, and where to look next.</summary>
/// <param name="pages">Lets one person in to the pages, once; absent where the demo ends.</param>
internal sealed class DemoReport(IAnsiConsole console, Uri address, Uri? pages, string token)
{
    private const int SingleRows = 8;

    public async Task PrintAsync(DemoReader reader, CancellationToken cancellationToken)
    {
        var ordinals = await reader.OrdinalsAsync(cancellationToken);
        var parcels = await reader.ParcelsAsync(cancellationToken);
        console.Write(Orders(ordinals, parcels));
        foreach (var remark in await RemarksAsync(reader, ordinals, parcels, cancellationToken))
        {
            console.WriteLine(remark);
        }

        var shown = Shown(parcels);
        if (shown is { } parcel)
        {
            console.Write(Slip(parcel));
        }

        var story = shown is { } told ? $"{address}api/v1/orders/{Text(told, "shop")}/{Text(told, "orderId")}" : null;
        // Written past the console's line breaking, so that each can be copied.
        var lines = console.Profile.Out.Writer;
        if (pages is not null)
        {
            await lines.WriteLineAsync($"""
                The pages (this link lets one person in, once):
                  {pages}
                """);
        }

        await lines.WriteLineAsync($"""
            {(pages is not null ? "Where to look next (every call needs the token):" : "Where to look next, when it is run without --exit (every call needs the token, which is another then):")}
              token           {token}
              parcels         curl -H "Authorization: Bearer {token}" {address}api/v1/fulfilment
              this story      {story}
              queues, sums    {address}api/v1/queues  {address}api/v1/stats
              the whole API   {address}openapi/v1.json
            """);
    }

    /// <summary>What the table leaves open.</summary>
    private static async Task<IReadOnlyList<string>> RemarksAsync(
        DemoReader reader, IReadOnlyList<(long Ordinal, long Orders)> ordinals, IReadOnlyList<JsonElement> parcels, CancellationToken cancellationToken)
    {
        var gifted = parcels.Select(p => p.GetProperty("ordinal").GetInt64()).ToHashSet();
        var without = ordinals.Where(o => gifted.Contains(o.Ordinal)).Sum(o => o.Orders) - parcels.Count;
        var noteAlone = NoteAlone(parcels);
        var aside = await reader.QuarantinedAsync(cancellationToken);
        var uncounted = await reader.NotCountingAsync(cancellationToken);
        return
        [
            .. without > 0 ? [$"{without:N0} of these orders have no parcel to put something in: nothing to ship, or shipped before. Each order's story says why."] : Array.Empty<string>(),
            .. noteAlone > 0 ? [$"{noteAlone:N0} of the parcels have the note alone: of what their customers were due nothing was left, or the month's budget was spent. Each order's story says why."] : Array.Empty<string>(),
            .. uncounted > 0 ? [$"{uncounted:N0} more orders do not count: guests', unpaid, cancelled, or tests of the shop's staff."] : Array.Empty<string>(),
            .. aside > 0 ? [$"{aside:N0} deliveries could not be understood and were set aside; api/v1/quarantine says why."] : Array.Empty<string>(),
        ];
    }

    /// <summary>One from the middle, with an extra in it where any has one.</summary>
    private static JsonElement? Shown(IReadOnlyList<JsonElement> parcels)
    {
        var worthwhile = parcels.Where(p => Lines(p, LineKind.Extra).Any()).ToArray() is { Length: > 0 } withExtra ? withExtra : parcels;
        return worthwhile.Count > 0 ? worthwhile[worthwhile.Count / 2] : null;
    }

    /// <summary>Parcels without an extra in which a rule writes that gives extras elsewhere.</summary>
    private static int NoteAlone(IReadOnlyList<JsonElement> parcels)
    {
        var generous = parcels.SelectMany(p => Lines(p, LineKind.Extra)).Select(l => Text(l, "rule")).ToHashSet();
        return parcels.Count(p => !Lines(p, LineKind.Extra).Any() && Lines(p, LineKind.HandwrittenNote).Any(l => generous.Contains(Text(l, "rule"))));
    }

    private static Table Orders(IReadOnlyList<(long Ordinal, long Orders)> ordinals, IReadOnlyList<JsonElement> parcels)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Counting orders and gifts") };
        table.AddColumn("Customer's").AddColumn(new TableColumn("Orders").RightAligned())
            .AddColumn(new TableColumn("Extras").RightAligned()).AddColumn(new TableColumn("Notes").RightAligned());
        foreach (var (ordinal, orders) in ordinals.Where(o => o.Ordinal <= SingleRows))
        {
            var gifted = parcels.Where(p => p.GetProperty("ordinal").GetInt64() == ordinal).ToArray();
            table.AddRow(Ordinal.InDigits((int)ordinal), $"{orders:N0}", Sum(gifted, LineKind.Extra), Sum(gifted, LineKind.HandwrittenNote));
        }

        var rest = ordinals.Where(o => o.Ordinal > SingleRows).Sum(o => o.Orders);
        if (rest > 0)
        {
            table.AddRow("later", $"{rest:N0}", "", "");
        }

        table.AddEmptyRow();
        table.AddRow("all", $"{ordinals.Sum(o => o.Orders):N0}", Sum(parcels, LineKind.Extra), Sum(parcels, LineKind.HandwrittenNote));
        return table;
    }

    private static Panel Slip(JsonElement parcel)
    {
        var rows = new List<string>();
        foreach (var line in parcel.GetProperty("lines").EnumerateArray())
        {
            rows.Add(Text(line, "kind") == LineKind.HandwrittenNote ? $"✎ write: {Text(line, "text")}" : $"☐ {line.GetProperty("quantity")} × {Text(line, "title")} ({Text(line, "sku")})");
            rows.Add($"  because {Text(line, "why")}");
        }

        return new Panel(new Text(string.Join(Environment.NewLine, rows)))
        {
            Header = new PanelHeader(Markup.Escape($" Parcel of order {Text(parcel, "orderName")} ")),
            Border = BoxBorder.Rounded,
        };
    }

    private static string Sum(IEnumerable<JsonElement> parcels, string kind) => parcels.Sum(p => Lines(p, kind).Count()) is var number && number > 0 ? $"{number:N0}" : "";

    private static IEnumerable<JsonElement> Lines(JsonElement parcel, string kind) => parcel.GetProperty("lines").EnumerateArray().Where(l => Text(l, "kind") == kind);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
