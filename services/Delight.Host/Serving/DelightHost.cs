using System.Reflection;
using Delight.Contracts;
using Delight.Dashboard;
using Delight.Fulfilment;
using Delight.Host.Demo;
using Delight.Ledger;
using Delight.Platform;
using Delight.Platform.Access;
using Delight.Platform.Bus;
using Delight.Platform.Settings;
using Delight.Receiver;
using Delight.Rules;
using Delight.Shopify;
using Microsoft.Extensions.Options;

namespace Delight.Host.Serving;

/// <summary>Puts the modules together: configuration to roles, roles to consumers and pages.</summary>
internal static class DelightHost
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    /// <param name="moreRules">Assemblies that hold rules besides Delight's own.</param>
    public static WebApplication Build(string[] args, params Assembly[] moreRules) => Build(BuilderOf(args), args, moreRules);

    /// <summary>Whatever files and the environment say of Delight: only the arguments do.</summary>
    public static WebApplication BuildAlone(string[] args)
    {
        var builder = BuilderOf(args);
        NothingButArguments.LeaveIn(builder.Configuration, args);
        return Build(builder, args, []);
    }

    private static WebApplicationBuilder BuilderOf(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

    private static WebApplication Build(WebApplicationBuilder builder, string[] args, Assembly[] moreRules)
    {
        var file = SettingsFile.AddTo(builder.Configuration, args);
        builder.Services.AddSingleton(AddedSettings.To(builder.Configuration));
        builder.WebHost.ConfigureKestrel(ServerLimits.Set).UseSockets(ServerLimits.Set);

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));

        CleanFormatter.AddTo(builder.Services);

        // A start that fails is said in a sentence; a service that fails later is said at the level Critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        var (roles, faults) = HostSettings.Read(builder.Configuration);
        var (rules, off, unknown) = HostSettings.SwitchedOff(builder.Configuration, [.. moreRules.Prepend(typeof(RulesModule).Assembly).SelectMany(RulesModule.In)]);
        builder.Services.AddSingleton<IValidateOptions<HostSettings.RoleCheck>>(new HostSettings.RoleCheck { Faults = [.. faults, .. unknown] });
        builder.Services.AddOptions<HostSettings.RoleCheck>().ValidateOnStart();
        var shopify = ShopifyModule.Consumers(builder.Configuration);
        var topology = TopologyOf(roles, rules, shopify) with { Off = [.. off.Select(r => Queues.OfRule(RuleName.Of(r))), .. shopify.Count == 0 ? [Queues.Shopify] : Array.Empty<string>()] };
        builder.Services.AddPlatform(builder.Configuration, topology, needsBus: roles.Any(r => r is not Role.Receiver), needsStore: roles.Any(r => r is not (Role.Receiver or Role.Rules)));
        AddModules(builder.Services, builder.Configuration, roles, rules);
        builder.Services.AddHostedService<SettingsSummary>();
        builder.Services.AddProblems();
        builder.Services.AddApiDocument();
        var app = builder.Build();
        file?.TellTo(app.Services.GetRequiredService<ILogger<SettingsFile>>());
        app.Services.GetRequiredService<IStartupValidator>().Validate(); // Before anything is made of the settings.
        return Routes.Map(app, roles, [.. rules.Select(r => (r, true)), .. off.Select(r => (r, false))]);
    }

    /// <summary>A start that fails ends what had started already, which would fail anew while the rest is taken down.</summary>
    public static async Task StartOrEndAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Every process knows every queue; it runs the consumers of its own roles.</summary>
    private static Topology TopologyOf(IReadOnlySet<Role> roles, IReadOnlyList<Type> rules, IReadOnlyList<QueueConsumer> shopify)
    {
        var consumers = new Dictionary<Role, IReadOnlyList<QueueConsumer>>
        {
            [Role.Receiver] = ReceiverModule.Consumers,
            [Role.Ledger] = LedgerModule.Consumers,
            [Role.Rules] = [.. rules.Select(r => new QueueConsumer(Queues.OfRule(RuleName.Of(r)), r))],
            [Role.Fulfilment] = FulfilmentModule.Consumers,
            [Role.Shopify] = shopify,
        };
        return new Topology(
            [.. consumers.SelectMany(c => c.Value)],
            [.. consumers.Where(c => roles.Contains(c.Key)).SelectMany(c => c.Value)]);
    }

    private static void AddModules(IServiceCollection services, IConfiguration configuration, IReadOnlySet<Role> roles, IReadOnlyList<Type> rules)
    {
        services.AddReceiver();
        services.AddLedger();
        services.AddFulfilment();
        services.AddDashboardSchema();
        services.AddShopify();
#if WITH_SHOPIFYSHARP
        Shopify.ShopifySharp.ShopifySharpModule.AddShopifySharp(services);
#endif
        if (roles.Contains(Role.Receiver))
        {
            services.AddReceiverConsumers();
        }

        if (roles.Contains(Role.Ledger))
        {
            services.AddLedgerConsumers();
        }

        if (roles.Contains(Role.Rules))
        {
            foreach (var (rule, settings) in rules.SelectMany(rule => RulesModule.SettingsOf(rule).Select(settings => (rule, settings))))
            {
                services.AddFormCheck(settings, $"Delight:Rules:{rule.Name}");
                services.AddLastValid(settings);
            }

            services.AddRules(rules);
        }

        if (roles.Contains(Role.Fulfilment))
        {
            services.AddFulfilmentConsumers();
        }

        if (roles.Contains(Role.Shopify))
        {
            services.AddShopifyConsumers();
        }

        if (Routes.ServeApi(roles))
        {
            services.AddApi();
        }

        if (roles.Contains(Role.Dashboard))
        {
            services.AddDashboard(configuration);
            services.AddFulfilmentApi();
            DemoShopApi.Add(services);
        }
    }
}
