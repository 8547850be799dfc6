using Delight.Dashboard.Api;
using Delight.Dashboard.Pages;
using Delight.Dashboard.Readings;
using Delight.Dashboard.Serving;
using Delight.Dashboard.Showing;
using Delight.Dashboard.SignIn;
using Delight.Platform;
using Delight.Platform.Access;
using Delight.Platform.Privacy;
using Delight.Platform.Retention;
using Delight.Platform.Settings;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Delight.Dashboard;

/// <summary>The API for operations, and the pages.</summary>
public static class DashboardModule
{
    /// <summary>What somebody may be in the pages.</summary>
    public static IReadOnlyList<string> PageRoles => PageRole.All;

    /// <summary>What every process needs, since each brings the whole schema up to date.</summary>
    public static void AddDashboardSchema(this IServiceCollection services)
    {
        services.AddSchema("dashboard", typeof(DashboardModule));
        services.AddSingleton<IPersonalData, Showings>();
        services.AddSingleton(new ExpiringTable("showings", "order_id", "seen", "at", s => s.StoryDays));
    }

    public static void AddDashboard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRetention();
        services.AddSingleton<QueueWatch>();
        services.AddHostedService<ReadingsRun>();
        AddSignIn(services, configuration.GetSection(SignInSettings.Section).Get<SignInSettings>() ?? new SignInSettings());
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SignedInPerson>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "delight-form";
            options.Cookie.SameSite = SameSiteMode.Lax; // A page that is opened by a link from elsewhere would get another, and those that are open already could send nothing more.
            options.Cookie.HttpOnly = true;
        });
        services.AddSingleton<ShowingNotes>();
        services.AddSingleton<OwnApi>();
        services.AddSingleton<Installation>();

        // It reads the keys of sessions while the process starts, before the tables stand, and would tell of a failure that is none.
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DataProtectionHostedService"));
    }

    public static void MapDashboard(this IEndpointRouteBuilder api)
    {
        OperationsApi.Map(api);
        FailuresApi.Map(api);
        InterventionsApi.Map(api);
        ReadingsApi.Map(api);
        ShowingsApi.Map(api);
    }

    /// <summary>In front of everything else that answers.</summary>
    public static void UsePages(this IApplicationBuilder app) => PageGate.Use(app);

    public static void MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        PageAssets.Map(app);
        SignInPages.Map(app);
        BenchOutbox.Map(app);
        PageFiles.Map(app);
        app.MapRazorComponents<Root>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null).ExcludeFromDescription();
    }

    /// <summary>For a first start, when nobody can sign in yet.</summary>
    /// <returns>The path of a page that lets one person in once, as an operator.</returns>
    public static Task<string> OneTimeLinkAsync(IServiceProvider services, CancellationToken cancellationToken) => services.GetRequiredService<OneTimeLinks>().MakeAsync(cancellationToken);

    /// <returns>The setting that lets somebody in, or what is wrong with it.</returns>
    public static (string? Setting, string? Fault) MakeUser(string name, IEnumerable<string> roles, IEnumerable<string> shops, string password) =>
        User.FaultOfName(name) is { } fault ? (null, "This user " + fault)
        : password.Length < User.ShortestPassword ? (null, $"The password has fewer than {User.ShortestPassword} characters and could be guessed; choose a longer one, such as four words.")
        : (User.Make(name, roles, shops, password), null);

    private static void AddSignIn(IServiceCollection services, SignInSettings settings)
    {
        services.AddValidatedSettings<SignInSettings, SignInSettingsValidator>(SignInSettings.Section);
        services.AddSingleton<Session>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<FailedSignIns>();
        services.AddSingleton<PasswordDesk>();
        services.AddSingleton<OneTimeLinks>();
        services.AddHostedService<FirstLink>();
        services.AddDataProtection().SetApplicationName("Delight");
        services.AddOptions<KeyManagementOptions>().Configure<IStore>((keys, store) => keys.XmlRepository = new StoredKeys(store));
        var authentication = services.AddAuthentication().AddCookie(SignIn.Session.Scheme, cookie =>
        {
            cookie.Cookie.Name = "delight-session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax; // A link from elsewhere opens the page; nothing is changed by following one.
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(settings.SessionHours);
            cookie.SlidingExpiration = false;
            cookie.Events = new CookieAuthenticationEvents
            {
                OnValidatePrincipal = async context =>
                {
                    if (!await context.HttpContext.RequestServices.GetRequiredService<Session>().HoldsAsync(context.Principal!, context.HttpContext.RequestAborted))
                    {
                        context.RejectPrincipal();
                    }
                },
            };
        });
        if (settings.OpenId.IsOn)
        {
            OpenId.Add(authentication, settings.OpenId);
        }
    }
}
