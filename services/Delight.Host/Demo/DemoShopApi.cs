using System.Security.Claims;
using Delight.Platform.Access;
using Delight.Platform.Failures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Delight.Host.Demo;

/// <summary>Starts the pretend shop in an installation that has no shop yet.</summary>
internal static class DemoShopApi
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<DemoShopRun>();
        services.AddHostedService(p => p.GetRequiredService<DemoShopRun>());
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/demo-shop", (DemoShopRun demo) => TypedResults.Ok(demo.WhyNot() is { } why ? new DemoShopOffer(false, why) : new DemoShopOffer(true, DemoShopRun.WhatHappens)))
            .WithName("getDemoShop").WithSummary("Whether the pretend shop can be started here, and what would happen then, or why not.").Needs(Scope.Read).OfAllShops().WithoutStore();
        api.MapPost("/demo-shop", StartAsync)
            .WithName("startDemoShop").WithSummary("Starts the pretend shop: its made-up orders are posted to this installation and stay in its store. Where a shop is configured, 409.")
            .Needs(Scope.Operate).OfAllShops().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<DemoShopStarted>, ProblemHttpResult>> StartAsync(DemoShopRun demo, Interventions interventions, ClaimsPrincipal caller)
    {
        var (deliveries, refusal) = demo.Start();
        if (refusal is not null)
        {
            return TypedResults.Problem(refusal, statusCode: StatusCodes.Status409Conflict);
        }

        await interventions.RecordAsync(caller, "start", $"the pretend shop {PretendShop.Domain}", deliveries, null);
        return TypedResults.Ok(new DemoShopStarted(PretendShop.Domain, deliveries, $"The pretend shop has opened: {deliveries:N0} deliveries come in within a quarter of a minute."));
    }

    /// <param name="CanStart">Nobody has started it, and there is no other shop.</param>
    /// <param name="Says">What would happen, or why it cannot be started.</param>
    internal sealed record DemoShopOffer(bool CanStart, string Says);

    internal sealed record DemoShopStarted(string Shop, int Deliveries, string Says);
}
