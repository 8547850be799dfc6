using Delight.Dashboard.Api;
using Delight.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Dashboard;

/// <summary>The API for operations.</summary>
public static class DashboardModule
{
    public static void AddDashboard(this IServiceCollection services) => services.AddRetention();

    public static void MapDashboard(this IEndpointRouteBuilder api)
    {
        OperationsApi.Map(api);
        FailuresApi.Map(api);
    }
}
