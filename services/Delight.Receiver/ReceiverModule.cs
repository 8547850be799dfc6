using Delight.Contracts;
using Delight.Platform;
using Delight.Platform.Bus;
using Delight.Platform.Health;
using Delight.Platform.Privacy;
using Delight.Platform.Retention;
using Delight.Platform.Settings;
using Delight.Receiver.Keeping;
using Delight.Receiver.Payload;
using Delight.Receiver.Privacy;
using Delight.Receiver.Quarantine;
using Delight.Receiver.Shops;
using Delight.Receiver.Spooled;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Receiver;

/// <summary>Turns an authentic delivery into an event, and answers 200 only when it is kept.</summary>
public static class ReceiverModule
{
    /// <summary>A delivery that was set aside has 7 MB at most as a message, and is in memory several times while it is read.</summary>
    public static IReadOnlyList<QueueConsumer> Consumers { get; } =
        [new(Queues.Quarantine, typeof(QuarantineConsumer)) { InHand = 2 }, new(Queues.Quarantine, typeof(NotSetAsideConsumer))];

    public static void AddReceiver(this IServiceCollection services)
    {
        services.AddSchema("receiver", typeof(ReceiverModule));
        services.AddSingleton<OrderSeenValidator>();
        services.AddSingleton<OrderReader>();
        services.AddSingleton<QuarantineDesk>();
        services.AddSingleton<IPersonalData, QuarantineOfPerson>();
        services.AddSingleton(new ExpiringTable("quarantine", "received_at", "delivery_id", "received_at", s => s.QuarantineDays));
    }

    /// <summary>What a process that takes deliveries needs besides.</summary>
    public static void AddReceiverConsumers(this IServiceCollection services)
    {
        services.AddValidatedSettings<ShopsSettings, ShopsSettingsValidator>("Delight");
        services.AddValidatedSettings<SpoolSettings, SpoolSettingsValidator>(SpoolSettings.Section);
        services.AddSingleton<ShopDirectory>();
        services.AddHostedService(p => p.GetRequiredService<ShopDirectory>());
        services.AddSingleton<Admission>();
        services.AddSingleton<DeliverySorter>();
        services.AddSingleton<WebhookEndpoint>();
        services.AddSingleton<Keeper>();
        services.AddSingleton<Spool>();
        services.AddSingleton<IntakeCounts>();
        services.AddSingleton<WaitingCauses>();
        services.AddSingleton<SpoolHandover>();
        services.AddSingleton(p => new SpoolView(p.GetRequiredService<Spool>(), p.GetRequiredService<WaitingCauses>()));
        services.AddSingleton<SpoolDesk>();
        services.AddHostedService<IntakeReporter>(); // Stops after the drain, which stops after the web server.
        services.AddHostedService<SpoolDrain>();
        services.AddReadiness("spool", async (p, ct) => await p.GetRequiredService<Spool>().File.ProblemAsync(ct));
    }

    public static void MapQuarantine(this IEndpointRouteBuilder api) => QuarantineApi.Map(api);

    /// <summary>For a process that takes deliveries: what lies in its own spool.</summary>
    public static void MapSpool(this IEndpointRouteBuilder api) => SpoolApi.Map(api);

    public static void MapReceiver(this IEndpointRouteBuilder app)
    {
        var door = app.ServiceProvider.GetRequiredService<WebhookEndpoint>();
        app.MapPost("/webhooks/shopify", (Delegate)((HttpContext http) => door.HandleAsync(http))).AllowAnonymous()
            .WithName("takeWebhook").WithSummary("Any topic, signed by the shop. 200 when kept, already seen, of no interest or set aside.")
            .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }
}
