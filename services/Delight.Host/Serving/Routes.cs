using Delight.Dashboard;
using Delight.Fulfilment;
using Delight.Host.Demo;
using Delight.Host.Preview;
using Delight.Host.Rules;
using Delight.Ledger;
using Delight.Platform.Access;
using Delight.Platform.Health;
using Delight.Receiver;
using Delight.Shopify;

namespace Delight.Host.Serving;

/// <summary>What a process serves by HTTP, by its roles.</summary>
internal static class Routes
{
    public static WebApplication Map(WebApplication app, IReadOnlySet<Role> roles, IReadOnlyList<(Type Rule, bool IsOn)> rules)
    {
        if (ServeApi(roles))
        {
            ApiInProcess.Serve(app);
        }

        app.UseProblems();
        app.UseRouting();
        app.MapHealth();
        if (roles.Contains(Role.Receiver))
        {
            app.MapReceiver();
        }

        if (ServeApi(roles))
        {
            app.MapOpenApi().AllowAnonymous();
            MapApi(app.MapApi(), roles, rules);
        }

        if (roles.Contains(Role.Dashboard))
        {
            app.UsePages();
            app.MapPages();
        }

        return app;
    }

    /// <summary>A receiver serves what lies in its own spool, which nobody else can look into; the dashboard all the rest. Who brings a shop's
    /// history puts it in by the ledger's part, in its own process.</summary>
    public static bool ServeApi(IReadOnlySet<Role> roles) => roles.Contains(Role.Receiver) || roles.Contains(Role.Dashboard) || roles.Contains(Role.Shopify);

    private static void MapApi(RouteGroupBuilder api, IReadOnlySet<Role> roles, IReadOnlyList<(Type Rule, bool IsOn)> rules)
    {
        if (roles.Contains(Role.Receiver))
        {
            api.MapSpool();
        }

        if (roles.Contains(Role.Dashboard) || roles.Contains(Role.Shopify))
        {
            api.MapLedger();
            api.MapKeptOfShops();
        }

        if (roles.Contains(Role.Shopify))
        {
            api.MapShopify();
        }

        if (roles.Contains(Role.Dashboard))
        {
            api.MapDashboard();
            api.MapQuarantine();
            api.MapFulfilment();
            RulesApi.Map(api, rules);
            PreviewApi.Map(api, [.. rules.Select(r => r.Rule)]);
            DemoShopApi.Map(api);
        }
    }
}
