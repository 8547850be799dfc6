using Delight.Platform.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Delight.Platform.Access;

/// <summary>The API that the roles of a process serve together, and who may call it.</summary>
public static class Api
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddValidatedSettings<ApiSettings, ApiSettingsValidator>(ApiSettings.Section);
        services.AddAuthentication(TokenAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme, null);
        services.AddAuthorization(options =>
        {
            foreach (var scope in Scope.All)
            {
                options.AddPolicy(scope, policy => policy.RequireAuthenticatedUser()
                    .RequireClaim(Caller.ScopeClaim, Scope.ThatAllow(scope)));
            }
        });
        services.AddSingleton<ApiInProcess>();
        services.AddSingleton<FailedAttempts>();
        services.AddHostedService<PlainTokens>();
        services.AddExceptionHandler<ServerIsAway>();
    }

    /// <summary>Everything below /api/v1 needs a token; modules add their own endpoints, each with its scope, to the group.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        // A web application lets every request pass through authentication otherwise, before anything else, webhooks and probes too.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), KnownCallersOnly);
        return app.MapGroup("/api/v1").RequireAuthorization()
            .AddEndpointFilter(ServerIsAway.UntilStoreStands).AddEndpointFilter(Caller.RefuseControlCharacters).AddEndpointFilter(Caller.KeepToOwnShops)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Answers from what its own process keeps, also while the store is away.</summary>
    public static TBuilder WithoutStore<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsNoStore());

    /// <summary>Whoever else asks is not even told what there is. Webhooks do not come this way: a body is not to wait
    /// for it, and what is wrong with a provider of the pages does not concern them.</summary>
    private static void KnownCallersOnly(IApplicationBuilder api)
    {
        api.Use(WithoutEmptyValues);
        api.UseAuthentication();
        api.Use((http, next) => http.User.Identity?.IsAuthenticated == true ? next(http) : http.ChallengeAsync());
        api.UseAuthorization();
    }

    /// <summary><c>?shop=</c> with nothing behind it asks for no shop, as if it were left out.</summary>
    private static Task WithoutEmptyValues(HttpContext http, RequestDelegate next)
    {
        var query = http.Request.Query;
        if (query.Any(q => q.Value.Any(string.IsNullOrEmpty)))
        {
            http.Request.Query = new QueryCollection(query
                .Select(q => (q.Key, Values: q.Value.Where(v => !string.IsNullOrEmpty(v)).ToArray())).Where(q => q.Values.Length > 0)
                .ToDictionary(q => q.Key, q => new StringValues(q.Values), StringComparer.OrdinalIgnoreCase));
        }

        return next(http);
    }

    internal sealed class NeedsNoStore;
}
