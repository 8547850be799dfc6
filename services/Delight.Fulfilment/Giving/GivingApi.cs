using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Delight.Contracts;
using Delight.Platform.Access;
using Delight.Platform.Failures;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Fulfilment.Giving;

/// <summary>What there is to give, what was spent and what customers like.</summary>
internal static class GivingApi
{
    private const int LongestFile = 5 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/catalogue/{shop}", ListAsync).WithName("listCatalogue").WithSummary("What the shop can give, by sku.").Needs(Scope.Read);
        api.MapPut("/catalogue/{shop}/items/{sku}", PutAsync).WithName("putCatalogueItem").WithSummary("Adds a thing to the catalogue, or puts it in the place of the one with its sku.").Needs(Scope.Market);
        api.MapDelete("/catalogue/{shop}/items/{sku}", RemoveAsync).WithName("removeCatalogueItem").WithSummary("Takes a thing out of the catalogue: it is given no more. What is in parcels stays there.").Needs(Scope.Market);
        api.MapGet("/catalogue/{shop}/csv", ExportAsync).WithName("exportCatalogue").WithSummary("The catalogue as CSV.").Needs(Scope.Read)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        api.MapPut("/catalogue/{shop}/csv", ImportAsync).WithName("importCatalogue").WithSummary("Puts the rows of a CSV file into the catalogue, all or none; what it has no column for stays.").Needs(Scope.Market)
            .Accepts<string>("text/csv");
        api.MapGet("/budget/{shop}", BudgetAsync).WithName("getBudget").WithSummary("What was spent of the shop's and each rule's budget, by month.").Needs(Scope.Read);
        api.MapGet("/preferences/{shop}/{customerId:long}", PreferencesAsync).WithName("getPreferences").WithSummary("What a customer refuses and likes, and their sizes.").Needs(Scope.Read);
        api.MapPut("/preferences/{shop}/{customerId:long}", PreferAsync).WithName("putPreferences").WithSummary("Says what a customer refuses and likes, by skus and tags, and their sizes.").Needs(Scope.Operate);
    }

    private static async Task<Results<Ok<CatalogueView>, ProblemHttpResult>> ListAsync(string shop, GivingDesk desk, CancellationToken cancellationToken) =>
        desk.Of(shop.ToLowerInvariant()) is { } giving
            ? TypedResults.Ok(new CatalogueView(giving.Shop, giving.Currency, [.. (await desk.CatalogueAsync(giving, cancellationToken)).Select(ItemView.Of)]))
            : NotListed(shop);

    private static async Task<Results<Ok<ItemView>, ProblemHttpResult>> PutAsync(
        string shop, string sku, ItemBody? body, HttpRequest request, GivingDesk desk, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (desk.Of(shop.ToLowerInvariant()) is not { } giving)
        {
            return NotListed(shop);
        }

        if (body is not { Cost: not null, Value: not null })
        {
            return Bad("An item needs a title, a cost and a value, in whole units of the shop's currency.");
        }

        sku = SkuIn(request);
        var entry = body.Entry(sku);
        if (entry.Fault() is { } fault)
        {
            return Bad($"In this item {fault}");
        }

        var put = await desk.PutAsync(giving, [entry], body.KeepStock ? [.. CatalogueFile.Columns.Where(c => c != "stock")] : CatalogueFile.Columns, cancellationToken);
        await interventions.RecordAsync(caller, "catalogue", $"{giving.Shop}: put {sku}: {entry.Title}, cost {entry.Cost}, value {entry.Value} {giving.Currency}, stock {(body.KeepStock ? "as it was" : entry.Stock?.ToString(CultureInfo.InvariantCulture) ?? "without end")}", 1, null);
        return TypedResults.Ok(ItemView.Of(put[0]));
    }

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> RemoveAsync(
        string shop, string sku, HttpRequest request, GivingDesk desk, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (desk.Of(shop.ToLowerInvariant()) is not { } giving)
        {
            return NotListed(shop);
        }

        sku = SkuIn(request);
        if (giving.Catalogue.Any(c => string.Equals(c.Sku.Trim(), sku, StringComparison.OrdinalIgnoreCase)))
        {
            return TypedResults.Problem($"{sku} stands in {GivingSettings.Section} and would come back. Set its stock to 0, or take it out of the settings first.", statusCode: StatusCodes.Status409Conflict);
        }

        if (!await desk.RemoveAsync(giving, sku, cancellationToken))
        {
            return TypedResults.Problem($"The catalogue of {shop} has no {sku}.", statusCode: StatusCodes.Status404NotFound);
        }

        await interventions.RecordAsync(caller, "catalogue", $"{giving.Shop}: removed {sku}", 1, null);
        return TypedResults.Ok(new Changed(1));
    }

    /// <summary>As it was written: the route's value leaves an escaped slash escaped and everything else not, so that <c>a%2Fb</c> and <c>a/b</c> would be one.</summary>
    private static string SkuIn(HttpRequest request) =>
        Uri.UnescapeDataString(request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].TrimEnd('/').Split('/')[^1]);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(string shop, GivingDesk desk, CancellationToken cancellationToken) =>
        desk.Of(shop.ToLowerInvariant()) is { } giving
            ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(CatalogueFile.Write(await desk.CatalogueAsync(giving, cancellationToken))), "text/csv; charset=utf-8", $"catalogue-{giving.Shop}.csv")
            : NotListed(shop);

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> ImportAsync(
        string shop, HttpRequest request, GivingDesk desk, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (desk.Of(shop.ToLowerInvariant()) is not { } giving)
        {
            return NotListed(shop);
        }

        if (request.ContentLength is not { } length || length > LongestFile)
        {
            return TypedResults.Problem("Send the file with its Content-Length, 5 MiB at most.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        using var body = new StreamReader(request.Body);
        var (entries, given, faults) = CatalogueFile.Read(await body.ReadToEndAsync(cancellationToken));
        if (faults.Count > 0)
        {
            return Bad("Nothing was imported. " + string.Join(' ', faults.Take(20)));
        }

        await desk.PutAsync(giving, entries, given, cancellationToken);
        await interventions.RecordAsync(caller, "catalogue", $"{giving.Shop}: imported a file", entries.Count, null);
        return TypedResults.Ok(new Changed(entries.Count));
    }

    private static async Task<Results<Ok<BudgetView>, ProblemHttpResult>> BudgetAsync(string shop, GivingDesk desk, CancellationToken cancellationToken)
    {
        if (desk.Of(shop.ToLowerInvariant()) is not { } giving)
        {
            return NotListed(shop);
        }

        var (month, spent) = await desk.SpentAsync(giving, cancellationToken);
        var months = spent.Keys.Select(k => k.Month).Append(month).Distinct().OrderDescending().Select(m => new MonthView(
            m, new Money(spent.GetValueOrDefault((m, "")), giving.Currency).Amount(),
            [.. spent.Where(s => s.Key.Month == m && s.Key.Rule.Length > 0).OrderBy(s => s.Key.Rule, StringComparer.Ordinal)
                .Select(s => new RuleSpent(s.Key.Rule, new Money(s.Value, giving.Currency).Amount(), giving.Of(s.Key.Rule)?.MonthlyBudget))]));
        return TypedResults.Ok(new BudgetView(giving.Shop, giving.Currency, month, giving.MonthlyBudget, [.. months]));
    }

    private static async Task<Ok<PreferencesView>> PreferencesAsync(string shop, long customerId, GivingDesk desk, CancellationToken cancellationToken)
    {
        var kept = await desk.PreferencesAsync(shop.ToLowerInvariant(), customerId, cancellationToken);
        return TypedResults.Ok(new PreferencesView(CatalogueItem.ListOf(kept.Refuses), CatalogueItem.ListOf(kept.Likes), CatalogueItem.ListOf(kept.Sizes)));
    }

    private static async Task<Results<Ok<PreferencesView>, ProblemHttpResult>> PreferAsync(string shop, long customerId, PreferencesView body, GivingDesk desk, CancellationToken cancellationToken)
    {
        const int MostEntries = 100, LongestEntry = 200;
        IReadOnlyList<string>[] lists = [body.Refuses ?? [], body.Likes ?? [], body.Sizes ?? []];
        if (lists.Any(l => l.Count > MostEntries || l.Any(t => string.IsNullOrWhiteSpace(t) || t.Length > LongestEntry || t.Contains(CatalogueItem.Between, StringComparison.Ordinal) || t.Any(char.IsControl))))
        {
            return Bad($"refuses, likes and sizes are lists of at most {MostEntries} skus, tags or sizes, each of at most {LongestEntry} characters without {CatalogueItem.Between}.");
        }

        var joined = lists.Select(l => string.Join(CatalogueItem.Between, l.Select(t => t.Trim()))).ToArray();
        await desk.PutAsync(new Preferences { Shop = shop.ToLowerInvariant(), CustomerId = customerId, Refuses = joined[0], Likes = joined[1], Sizes = joined[2] }, cancellationToken);
        return TypedResults.Ok(new PreferencesView(lists[0], lists[1], lists[2]));
    }

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    internal static ProblemHttpResult NotListed(string shop) => TypedResults.Problem(
        $"The shop {shop} gives whatever its rules say. List it under {GivingSettings.Section}:Shops to give from a catalogue and within a budget.", statusCode: StatusCodes.Status404NotFound);

    internal sealed record CatalogueView(string Shop, string Currency, IReadOnlyList<ItemView> Items);

    /// <param name="Cost">In whole units of the shop's currency, as <paramref name="Value"/>.</param>
    /// <param name="Stock">Left to give, without what open parcels hold; absent where there is no end of it.</param>
    /// <param name="RanOutAt">When the stock came to 0; absent while there is some, and for what ran out before that was kept.</param>
    internal sealed record ItemView(
        string Sku, string Title, decimal Cost, decimal Value, long? Stock, DateTimeOffset? RanOutAt, DateTimeOffset? ActiveFrom, DateTimeOffset? ActiveTo,
        IReadOnlyList<string> Tags, IReadOnlyList<string> Sizes, IReadOnlyList<string> Traits, long? Grams)
    {
        public static ItemView Of(CatalogueItem item) => new(
            item.Sku, item.Title, item.Cost.Amount(), item.Value.Amount(), item.Stock, item.RanOutAt is { } ranOut ? Instant.FromStore(ranOut) : null,
            item.ActiveFrom is { } from ? Instant.FromStore(from) : null, item.ActiveTo is { } to ? Instant.FromStore(to) : null,
            CatalogueItem.ListOf(item.Tags), CatalogueItem.ListOf(item.Sizes), CatalogueItem.ListOf(item.Traits), item.Grams);
    }

    /// <param name="KeepStock">Leaves the stock of a thing that is there as it is: whoever changes a title does not give back what was given meanwhile.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record ItemBody(
        string? Title, decimal? Cost, decimal? Value, long? Stock = null, DateTimeOffset? ActiveFrom = null, DateTimeOffset? ActiveTo = null,
        IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Sizes = null, IReadOnlyList<string>? Traits = null, int? Grams = null, bool KeepStock = false)
    {
        public CatalogueItemSettings Entry(string sku) => new()
        {
            Sku = sku, Title = Title ?? "", Cost = Cost ?? 0, Value = Value ?? 0, Stock = Stock, ActiveFrom = ActiveFrom, ActiveTo = ActiveTo,
            Tags = [.. Tags ?? []], Sizes = [.. Sizes ?? []], Traits = [.. Traits ?? []], Grams = Grams,
        };
    }

    internal sealed record Changed(int Items);

    /// <param name="Month">Now, in the shop's time zone.</param>
    /// <param name="MonthlyBudget">Absent for no limit.</param>
    internal sealed record BudgetView(string Shop, string Currency, string Month, decimal? MonthlyBudget, IReadOnlyList<MonthView> Months);

    internal sealed record MonthView(string Month, decimal Spent, IReadOnlyList<RuleSpent> Rules);

    internal sealed record RuleSpent(string Rule, decimal Spent, decimal? MonthlyBudget);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record PreferencesView(IReadOnlyList<string>? Refuses, IReadOnlyList<string>? Likes, IReadOnlyList<string>? Sizes);
}
