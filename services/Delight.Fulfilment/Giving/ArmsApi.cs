using System.Globalization;
using CsvHelper;
using Delight.Contracts;
using Delight.Platform.Access;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Fulfilment.Giving;

/// <summary>Which customers get what part of a rule's gifts, and what followed.</summary>
internal static class ArmsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/arms/{shop}", ArmsAsync).WithName("listArms").WithSummary("How many customers are in each arm of each rule, and whether the shares are kept.").Needs(Scope.Read);
        api.MapGet("/arms/{shop}/csv", ExportArmsAsync).WithName("exportArms").WithSummary("One row for each customer and rule: arm, rule's version, date and salt, gifts, later orders and what they came to.").Needs(Scope.Read)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    private static async Task<Results<Ok<ArmsView>, ProblemHttpResult>> ArmsAsync(string shop, GivingDesk desk, ArmsDesk arms, CancellationToken cancellationToken) =>
        desk.Of(shop.ToLowerInvariant()) is { } giving ? TypedResults.Ok(new ArmsView(giving.Shop, giving.Salt, await arms.CountAsync(giving, cancellationToken))) : GivingApi.NotListed(shop);

    private static Results<PushStreamHttpResult, ProblemHttpResult> ExportArmsAsync(string shop, GivingDesk desk, ArmsDesk arms, CancellationToken cancellationToken) =>
        desk.Of(shop.ToLowerInvariant()) is { } giving
            ? TypedResults.Stream(async stream =>
            {
                await using var csv = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
                csv.WriteRecord(["customer_id", "rule", "arm", "salt", "rule_version", "first_order_id", "assigned_at", "orders_with_gift", "of_them_packed", "orders_since", "spent_since"]);
                await foreach (var row in arms.RowsAsync(giving.Shop, cancellationToken))
                {
                    string[] cells =
                    [
                        Plain(row.CustomerId), row.Rule, row.Arm, SpreadsheetCell.Guarded(row.Salt), row.RuleVersion ?? "", Plain(row.OrderId),
                        Instant.FromStore(row.At).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), Plain(row.Gifted), Plain(row.Packed), Plain(row.LaterOrders), row.LaterSpend is { } spend ? new Money(spend, giving.Currency).Amount().ToString(CultureInfo.InvariantCulture) : "",
                    ];
                    await csv.WriteRecordAsync(cells, cancellationToken);
                }

                await csv.FlushAsync(cancellationToken);
            }, "text/csv; charset=utf-8", $"arms-{giving.Shop}.csv")
            : GivingApi.NotListed(shop);

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal sealed record ArmsView(string Shop, string Salt, IReadOnlyList<RuleArms> Rules);
}
