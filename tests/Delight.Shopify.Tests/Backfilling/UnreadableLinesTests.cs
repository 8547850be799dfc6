using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.FakeShops;
using Delight.Ledger.History;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Reporting;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>A file of which something cannot be read is read to its end, or given up for another; nothing is read for ever.</summary>
internal sealed class UnreadableLinesTests(StoreKind kind) : OnBackfilling(kind)
{
    private static readonly string[] NoOrders =
    [
        """{"legacyResourceId":"no number"}""", "null", "[]", "\"text\"", "<html>", """{"id":"gid://shopify/LineItem/1","__parentId":"gid://shopify/Order/1"}""",
        """{"legacyResourceId":"1","name":"#1","createdAt":"yesterday","test":false,"requiresShipping":true,"currentTotalPriceSet":{"shopMoney":{"amount":"1.0","currencyCode":"USD"}}}""",
        """{"legacyResourceId":"1","name":"#1","createdAt":"2026-01-01T00:00:00Z","test":false,"requiresShipping":true,"currentTotalPriceSet":{"shopMoney":{"amount":"1e400","currencyCode":"USD"}}}""",
        """{"legacyResourceId":"99999999999999999999","name":"\ud800","createdAt":"2026-01-01T00:00:00Z","test":false,"requiresShipping":true,"currentTotalPriceSet":null}""",
        "{\"name\":\"" + new string('x', 1 << 20) + "\"}",
    ];

    [Test]
    public async Task A_line_that_is_no_order_is_left_out_and_counted()
    {
        var ids = Orders(20);
        FileAsItComes = file => string.Concat(NoOrders.Select(n => n + "\n")) + file + NoOrders[0];
        await AskAsync();

        var row = await RunToItsEndAsync(1);

        Assert.That(row is { State: BackfillState.Done, Position: 20, Added: 20, Attempts: 0, Fault: null });
        Assert.That(row.LeftOut, Is.EqualTo(NoOrders.Length + 1));
        Assert.That(InLedger(), Is.EquivalentTo(ids));
        Assert.That(BackfillView.Of(row).Says, Does.Contain("11 make no sense, and were left out."));
    }

    [Test]
    public async Task What_the_ledger_would_refuse_is_left_out_and_counted()
    {
        var ids = Orders(3);
        string[] refused =
        [
            Line("cancelledAt", "\"1899-12-30T00:00:00Z\""), Line("cancelledAt", "\"2200-01-02T00:00:00Z\""), Line("createdAt", "\"1989-01-01T00:00:00Z\""),
            Line("customer", """{"legacyResourceId":"0"}"""), Line("displayFinancialStatus", $"\"{new string('X', 65)}\""), Line("legacyResourceId", "\"0\""),
            Line("currentTotalPriceSet", Total("1.0", "usd")), Line("currentTotalPriceSet", Total("1.0", "US")), Line("currentTotalPriceSet", Total("-1.0", "USD")), Line("currentTotalPriceSet", Total("1e13", "USD")),
        ];
        FileAsItComes = file => string.Concat(refused) + file;
        await AskAsync();

        var row = await RunToItsEndAsync(1);

        Assert.That(Ledger.History.Select(o => o.Deserialize<HistoricOrder>(JsonSerializerOptions.Web)!.Fault()), Has.All.Null);
        Assert.That((row.State, row.Position, row.LeftOut), Is.EqualTo((BackfillState.Done, 3L, (long)refused.Length)));
        Assert.That(InLedger(), Is.EquivalentTo(ids));
    }

    [TestCase(1, "it ends within line 11")]
    [TestCase(0, "it has 10 lines for 20 orders")]
    public async Task A_file_that_ends_early_once_is_read_again(int cut, string why)
    {
        var (ids, times) = (Orders(20), 0);
        FileAsItComes = file => times++ == 0 ? Early(file, cut) : file;
        await AskAsync();
        await Process().RunAsync(Domain, CancellationToken.None);
        Assert.That(await RowAsync() is { State: BackfillState.Reading, BrokeAt: 11, Fault: { } fault } && fault == $"The file of the export cannot be read to its end: {why}.");

        Assert.That(await RunToItsEndAsync() is { State: BackfillState.Done, Way: BackfillRow.InBulk, Position: 20, LeftOut: 0, Attempts: 0, Fault: null });
        Assert.That(InLedger(), Is.EquivalentTo(ids).And.Unique);
        Assert.That(Fake.Log.CountOf("BeginExport"), Is.EqualTo(1));
    }

    [Test]
    public async Task One_that_ends_at_the_same_line_again_is_made_anew()
    {
        var (ids, times) = (Orders(1005), 0);
        FileAsItComes = file => times++ < 2 ? file[..^3] : file;
        await AskAsync();

        Assert.That(await RunToItsEndAsync(2) is { State: BackfillState.Done, Way: BackfillRow.InBulk, Position: 1005, Added: 1005, Attempts: 1, BrokeAt: null });
        Assert.That(InLedger(), Is.EquivalentTo(ids).And.Unique);
        Assert.That(Fake.Log.CountOf("BeginExport"), Is.EqualTo(2));
    }

    [Test]
    public async Task Where_every_file_ends_early_pages_are_read()
    {
        var ids = Orders(20);
        FileAsItComes = file => Early(file, 1);
        await AskAsync();

        var row = await RunToItsEndAsync(10);

        Assert.That(row is { State: BackfillState.Done, Way: BackfillRow.ByPages, Position: 20, Attempts: 3 });
        Assert.That(InLedger(), Is.EquivalentTo(ids).And.Unique);
        Assert.That((Fake.Log.CountOf("BeginExport"), Fake.Log.CountOf("bulk")), Is.EqualTo((3, 6)));
    }

    [Test]
    public async Task A_file_that_cannot_be_reached_for_a_while_is_no_broken_one()
    {
        Orders(20);
        Fake.Faults.Add(FaultKind.ServiceUnavailable, times: 3, operation: "bulk");
        await AskAsync();

        Assert.That(await RunToItsEndAsync() is { State: BackfillState.Done, Way: BackfillRow.InBulk, Position: 20, Attempts: 0 });
    }

    private static string Line(string field, string value)
    {
        var order = JsonNode.Parse($$$"""{"legacyResourceId":"1","name":"#1","createdAt":"2026-01-01T00:00:00Z","test":false,"requiresShipping":true,"currentTotalPriceSet":{{{Total("1.0", "USD")}}}}""")!;
        order[field] = JsonNode.Parse(value);
        return order.ToJsonString() + "\n";
    }

    private static string Total(string amount, string currency) => $$$"""{"shopMoney":{"amount":"{{{amount}}}","currencyCode":"{{{currency}}}"}}""";

    /// <summary>The first half of its lines, and so much of the next.</summary>
    private static string Early(string file, int letters)
    {
        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(lines.Take(lines.Length / 2).Select(l => l + "\n")) + lines[lines.Length / 2][..letters];
    }
}
