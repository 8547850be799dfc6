using System.Runtime.CompilerServices;
using Delight.Host.Serving;
using Delight.Simulator;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Delight.Host.Demo;

/// <summary>The pretend shop of an installation that has no shop yet: once somebody starts it, its secret is known until the process ends, and
/// its orders come through the same door as a real shop's.</summary>
internal sealed partial class DemoShopRun(AddedSettings settings, IConfiguration configuration, IServer server, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DemoShopRun> log) : BackgroundService
{
    private const int Customers = 200;
    private const int Connections = 4;

    // Behind any place that a settings file may fill meanwhile: two shops in one place would have one domain and each other's secrets.
    private const int Place = 9999;

    /// <summary>So that somebody sees the pages move.</summary>
    private static readonly TimeSpan PostedWithin = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource<DemoDeliveries> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _secret = PretendShop.MakeSecret();
    private readonly Lock _gate = new();

    /// <summary>Asked of whoever wants to start it.</summary>
    public static string WhatHappens =>
        $"Some seven hundred made-up orders of {PretendShop.Domain} are posted to this very installation, signed, within a quarter of a minute. "
        + "It knows that shop until this process ends, and gives it a catalogue and a budget; its gifts of 78 weeks are all decided now, and count to this month's budget. The orders stay in its store: to be rid of them, "
        + $"start Delight with a new one (Delight:Store:ConnectionString), or configure {PretendShop.Domain} with a secret of your own and post the topic shop/redact in its name, as the platform does.";

    /// <returns>Why it cannot be started, as a sentence; nothing when it can.</returns>
    public string? WhyNot()
    {
        if (_started.Task.IsCompleted)
        {
            return "The pretend shop is here already, and stays until this process ends.";
        }

        if (Shops() is { Length: > 0 } shops)
        {
            return $"There is a shop already ({string.Join(", ", shops)}), and made-up orders would stand among its own. \"Delight.Host demo\" shows the pretend shop beside this installation, with a store of its own.";
        }

        return HostSettings.Read(configuration).Roles.Count < Enum.GetValues<Role>().Length || configuration["Delight:Bus:Transport"] is not (null or "" or "InMemory")
            ? "The pretend shop needs everything in this one process, and this installation may be spread over several. \"Delight.Host demo\" shows it beside this installation, with a store of its own."
            : Address() is null ? "The pretend shop posts over plain HTTP, and this process listens at no address that begins with http://. \"Delight.Host demo\" shows it beside this installation." : null;
    }

    /// <returns>How many deliveries are on their way, or why none are.</returns>
    public (int Deliveries, string? Refusal) Start()
    {
        lock (_gate)
        {
            if (WhyNot() is { } refusal)
            {
                return (0, refusal);
            }

            var deliveries = PretendShop.Deliveries(Customers, time.GetUtcNow());
            settings.Add([.. PretendShop.Settings(_secret, Place), .. DemoGiving.Catalogue(Customers, Place), .. DemoGiving.HasExtras(configuration) ? [] : DemoGiving.Extras()]);
            _started.SetResult(deliveries);
            return (deliveries.Count, null);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The web server is the first to leave, and what is posted then would only be tried again.
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await PostAsync(await _started.Task.WaitAsync(leaving.Token), leaving.Token);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // What was answered 200 is kept; the rest was never made.
        }
        catch (ShopRefusedException refused)
        {
            NotTaken(log, refused.Message);
        }
    }

    private async Task PostAsync(DemoDeliveries deliveries, CancellationToken cancellationToken)
    {
        using var poster = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        var sender = new WebhookSender(poster, new Uri(Address()!, "/webhooks/shopify"), PretendShop.Domain, _secret, time);
        Posts(log, PretendShop.Domain, deliveries.Count);
        await sender.SendAsync(SpreadAsync(deliveries, cancellationToken), Connections, progress: null, cancellationToken);
        Posted(log, PretendShop.Domain);
    }

    private async IAsyncEnumerable<ShopDelivery> SpreadAsync(DemoDeliveries deliveries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (began, number) = (time.GetTimestamp(), 0);
        foreach (var delivery in deliveries.All)
        {
            var early = (PostedWithin * number++ / deliveries.Count) - time.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, time, cancellationToken);
            }

            yield return delivery;
        }
    }

    private string[] Shops() => [.. configuration.GetSection("Delight:Shops").GetChildren().Select(s => s["Domain"]).OfType<string>()];

    private Uri? Address() => OwnAddress.Of(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);

    [LoggerMessage(9003, LogLevel.Information, "The pretend shop {Shop} begins to post {Deliveries} deliveries.")]
    private static partial void Posts(ILogger log, string shop, int deliveries);

    [LoggerMessage(9004, LogLevel.Information, "The pretend shop {Shop} has posted everything.")]
    private static partial void Posted(ILogger log, string shop);

    [LoggerMessage(9005, LogLevel.Error, "The pretend shop posts no more. {Says}")]
    private static partial void NotTaken(ILogger log, string says);
}
