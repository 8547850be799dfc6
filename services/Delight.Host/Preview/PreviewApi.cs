using Delight.Platform.Access;
using Delight.Platform.Settings;
using Delight.Rules;
using Delight.Simulator;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Delight.Host.Preview;

/// <summary>The verb <c>preview</c> over HTTP: the history is the body.</summary>
internal static class PreviewApi
{
    // The whole history is in memory meanwhile, some 1 KB an order; the verb takes larger ones, in a process of its own.
    private const long LargestFile = 20 * 1024 * 1024;
    private const int MostOrders = 100_000;
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <param name="rules">Every rule, on or off.</param>
    public static void Map(IEndpointRouteBuilder api, IReadOnlyList<Type> rules) => api.MapPost("/rules/{rule}/preview",
        (string rule, HttpContext http, IConfiguration configuration, CancellationToken cancellationToken, [FromQuery] string[]? set = null, string? shop = null) =>
            PreviewAsync(rules, rule, http, configuration, set ?? [], shop, cancellationToken))
        .WithName("previewRule").WithSummary("What a rule would have given on the recorded history in the body (CSV), and what other settings (?set=From=3) would change. Nothing is given.")
        .Accepts<string>("text/csv").Needs(Scope.Market).WithoutStore();

    private static async Task<Results<Ok<PreviewAnswer>, ProblemHttpResult>> PreviewAsync(
        IReadOnlyList<Type> rules, string name, HttpContext http, IConfiguration configuration, string[] changed, string? shop, CancellationToken cancellationToken)
    {
        if (rules.FirstOrDefault(r => RuleName.Of(r) == name) is not { } rule)
        {
            return TypedResults.Problem($"\"{name}\" is no rule; there is {string.Join(", ", rules.Select(RuleName.Of))}.", statusCode: StatusCodes.Status404NotFound);
        }

        if (changed.FirstOrDefault(c => c.IndexOf('=', StringComparison.Ordinal) < 1) is { } odd)
        {
            return Bad($"set is \"{odd}\" and names no value; write it like ?set=From=3.");
        }

        var preview = new RulePreview(configuration, shop);
        if (preview.Fault() is { } unknown)
        {
            return Bad(unknown);
        }

        var file = Path.GetTempFileName();
        try
        {
            http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestFile;
            await using (var kept = File.Create(file))
            {
                await http.Request.Body.CopyToAsync(kept, cancellationToken);
            }

            if (!await OneAtATime.WaitAsync(TimeSpan.Zero, cancellationToken))
            {
                http.Response.Headers.RetryAfter = "10";
                return TypedResults.Problem("Another preview is being made. Please ask again.", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            try
            {
                return Preview(preview, rule, file, changed);
            }
            finally
            {
                OneAtATime.Release();
            }
        }
        catch (OrderHistoryException fault)
        {
            return Bad(fault.Message.Replace(Path.GetFileName(file), "The file", StringComparison.Ordinal));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TypedResults.Problem("The file has more than 20 MiB. The verb preview takes larger ones.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }
        catch (OptionsValidationException fault)
        {
            return Bad(string.Join(' ', ValidatedSettings.Faults(fault)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Results<Ok<PreviewAnswer>, ProblemHttpResult> Preview(RulePreview preview, Type rule, string file, string[] changed)
    {
        if (File.ReadLines(file).Take(MostOrders + 2).Count() > MostOrders + 1)
        {
            return TypedResults.Problem($"The file has more than {MostOrders:N0} lines. The verb preview takes larger ones.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var history = OrderHistoryFile.Read(file);
        var ranked = RulePreview.Rank(history);
        var inForce = preview.Of(rule, history.Count, ranked, []);
        return TypedResults.Ok(new PreviewAnswer(inForce, changed.Length == 0 ? null : Tried(preview.Of(rule, history.Count, ranked, changed), inForce)));
    }

    private static PreviewTried Tried(PreviewResult tried, PreviewResult inForce) =>
        new(tried, tried.MatchedOrders.Except(inForce.MatchedOrders).Count(), inForce.MatchedOrders.Except(tried.MatchedOrders).Count());

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    /// <param name="Tried">With the other settings, where some were given.</param>
    internal sealed record PreviewAnswer(PreviewResult InForce, PreviewTried? Tried);

    /// <param name="OnlyThen">Orders that match only with these settings.</param>
    /// <param name="NoMore">Orders that match only with those in force.</param>
    internal sealed record PreviewTried(PreviewResult Result, int OnlyThen, int NoMore);
}
