using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Delight.Platform.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: what this process's roles need is there.</summary>
public static class Readiness
{
    private const string Tag = "delight";

    /// <param name="problem">Answers with a sentence while something is missing, with nothing when all is well.</param>
    public static void AddReadiness(this IServiceCollection services, string name, Func<IServiceProvider, CancellationToken, Task<string?>> problem) =>
        services.AddHealthChecks().Add(new HealthCheckRegistration(name, p => new Check(ct => problem(p, ct)), HealthStatus.Unhealthy, [Tag], TimeSpan.FromSeconds(5)));

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("ok", []))).AllowAnonymous()
            .WithName("isLive").WithSummary("The process answers.");
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous()
            .WithName("isReady").WithSummary("What this process's roles need is there; 503 and a sentence otherwise.")
            .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> ReadyAsync(HealthCheckService health, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(c => c.Tags.Contains(Tag), cancellationToken);
        var answer = new HealthAnswer(Word(report.Status), [.. report.Entries.Select(e => new HealthAnswer.Part(e.Key, Word(e.Value.Status), e.Value.Description))]);
        return report.Status == HealthStatus.Healthy ? TypedResults.Ok(answer) : TypedResults.Json(answer, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "not ready";

    private sealed class Check(Func<CancellationToken, Task<string?>> problem) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await problem(cancellationToken) is { } sentence ? HealthCheckResult.Unhealthy(sentence) : HealthCheckResult.Healthy();
    }
}

internal sealed record HealthAnswer(string Status, IReadOnlyList<HealthAnswer.Part> Checks)
{
    /// <param name="Says">What is missing; absent when all is well.</param>
    internal sealed record Part(string Name, string Status, string? Says);
}
