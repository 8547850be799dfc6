using Delight.Contracts;
using Delight.Fulfilment.Finding;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Hits;
using Delight.Fulfilment.Merging;
using Delight.Fulfilment.Packing;
using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Parcels;
using Delight.Fulfilment.Pausing;
using Delight.Fulfilment.Privacy;
using Delight.Platform;
using Delight.Platform.Bus;
using Delight.Platform.Gifts;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Platform.Settings;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Fulfilment;

/// <summary>Makes a decision real once, and keeps the parcels.</summary>
public static class FulfilmentModule
{
    public static IReadOnlyList<QueueConsumer> Consumers { get; } =
        [new(Queues.Fulfilment, typeof(GestureDecidedConsumer)), new(Queues.Fulfilment, typeof(RuleGaveUpConsumer))];

    public static void AddFulfilment(this IServiceCollection services)
    {
        services.AddSchema("fulfilment", typeof(FulfilmentModule));
        services.AddSingleton<IPersonalData, ParcelsOfPerson>();
        services.AddSingleton<IPersonalData, WishesOfPerson>();
        services.AddSingleton<IParcelProgress, KeptProgress>();
        services.AddSingleton<IKeptByCustomer, ParcelsOfMerged>();
        services.AddSingleton<IKeptByCustomer, WishesOfMerged>();
        services.AddValidatedSettings<GivingSettings, GivingSettingsValidator>(GivingSettings.Section);
        services.AddOptions<ShopZones>().BindConfiguration("Delight");
        services.AddLastValid(typeof(ShopZones));
        services.AddSingleton<GivingShops>();
    }

    /// <summary>What a process that runs the consumers needs besides.</summary>
    public static void AddFulfilmentConsumers(this IServiceCollection services)
    {
        services.AddSingleton<GiftChooser>();
        services.AddSingleton(s => new ParcelBook(s.GetRequiredService<IStore>(), s.GetRequiredService<GiftChooser>(), s.GetRequiredService<TimeProvider>())
        {
            TellsAgain = !s.GetRequiredService<IHandover>().Outlives && s.GetRequiredService<Topology>().CopiesOf(typeof(FulfilmentChanged)) > 0,
        });
    }

    /// <summary>What a process that serves the API needs besides.</summary>
    public static void AddFulfilmentApi(this IServiceCollection services)
    {
        services.AddSingleton<PackingList>();
        services.AddSingleton(s => new LineFinder(s.GetRequiredService<IStore>()));
        services.AddSingleton<PackingDesk>();
        services.AddSingleton<HeldAnswers>();
        services.AddSingleton<FreeParcels>();
        services.AddSingleton<BenchDesk>();
        services.AddSingleton<UndoMinute>();
        services.AddHostedService<FinishedParcels>();
        services.AddSingleton<PausingDesk>();
        services.AddHostedService<HeldAnswersRun>();
        services.AddSingleton<GivingDesk>();
        services.AddSingleton<ArmsDesk>();
        services.AddHostedService<UntoldParcels>();
    }

    /// <summary>What would have been chosen for a rule's answers to a recorded history; nothing is taken and nothing is kept.</summary>
    /// <param name="answers">In the order of the orders.</param>
    /// <param name="shop">Absent for a shop whose rules give without end.</param>
    /// <param name="zone">Of the shop.</param>
    /// <param name="ranOut">Filled, while the results are read, with what came to its end and when first.</param>
    public static IEnumerable<(GestureDecided Answer, IReadOnlyList<GestureLine> Lines, Money? Cost)> Preview(
        IEnumerable<GestureDecided> answers, ShopGivingSettings? shop, TimeZoneInfo zone, IDictionary<string, DateTimeOffset> ranOut) => GiftPreview.Choose(answers, shop, zone, ranOut);

    public static void MapFulfilment(this IEndpointRouteBuilder api)
    {
        FulfilmentApi.Map(api);
        BenchApi.Map(api);
        LinesApi.Map(api);
        HitsApi.Map(api);
        GivingApi.Map(api);
        ArmsApi.Map(api);
        PausingApi.Map(api);
    }
}
