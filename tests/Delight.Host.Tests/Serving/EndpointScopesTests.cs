using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Host.Tests.Serving;

/// <summary>Who may call what: an endpoint that is added has a scope, and says whose orders it is about.</summary>
public class EndpointScopesTests
{
    private static readonly string[] Everything =
    [
        "GET /api/v1/arms/{shop}: read, {shop}",
        "GET /api/v1/arms/{shop}/csv: read, {shop}",
        "GET /api/v1/budget/{shop}: read, {shop}",
        "GET /api/v1/catalogue/{shop}: read, {shop}",
        "GET /api/v1/catalogue/{shop}/csv: read, {shop}",
        "PUT /api/v1/catalogue/{shop}/csv: market, {shop}",
        "DELETE /api/v1/catalogue/{shop}/items/{sku}: market, {shop}",
        "PUT /api/v1/catalogue/{shop}/items/{sku}: market, {shop}",
        "GET /api/v1/customers/{shop}/{customerId:long}/orders: read, {shop}",
        "GET /api/v1/demo-shop: read, all shops",
        "POST /api/v1/demo-shop: operate, all shops",
        "GET /api/v1/failures: read, all shops",
        "GET /api/v1/failures/{queue}/{messageId}: read, all shops",
        "GET /api/v1/failures/messages: read, all shops",
        "POST /api/v1/failures/discard: operate, all shops",
        "POST /api/v1/failures/replay: operate, all shops",
        "GET /api/v1/fulfilment: read, ?shop=",
        "GET /api/v1/fulfilment/{shop}/{orderId:long}: read, {shop}",
        "POST /api/v1/fulfilment/{shop}/{orderId:long}/packed: pack, {shop}",
        "GET /api/v1/fulfilment/lines: read, ?shop=",
        "GET /api/v1/history/{shop}: read, {shop}",
        "POST /api/v1/history/{shop}: operate, {shop}",
        "POST /api/v1/history/{shop}/customers: operate, {shop}",
        "POST /api/v1/history/{shop}/rank: operate, {shop}",
        "GET /api/v1/history/{shop}/unmatched: read, {shop}",
        "GET /api/v1/interventions: read, all shops",
        "GET /api/v1/interventions/under-way: read, all shops",
        "GET /api/v1/orders: read, ?shop=",
        "GET /api/v1/orders/{shop}/{orderId:long}: read, {shop}",
        "GET /api/v1/orders/{shop}/{orderId:long}/facts: read, {shop}",
        "POST /api/v1/orders/{shop}/compare: read, {shop}",
        "GET /api/v1/orders/by-ordinal: read, ?shop=",
        "GET /api/v1/packing/{shop}/{orderId:long}: pack, {shop}",
        "POST /api/v1/packing/{shop}/{orderId:long}/finish: pack, {shop}",
        "POST /api/v1/packing/{shop}/{orderId:long}/release: pack, {shop}",
        "POST /api/v1/packing/{shop}/{orderId:long}/take: pack, {shop}",
        "PUT /api/v1/packing/{shop}/{orderId:long}/ticks/{key}: pack, {shop}",
        "POST /api/v1/packing/{shop}/{orderId:long}/undo: pack, {shop}",
        "POST /api/v1/packing/next: pack, ?shop=",
        "GET /api/v1/paused-rules: read, ?shop=",
        "DELETE /api/v1/paused-rules/{shop}/{rule}: market, {shop}",
        "POST /api/v1/paused-rules/{shop}/{rule}: market, {shop}",
        "GET /api/v1/preferences/{shop}/{customerId:long}: read, {shop}",
        "PUT /api/v1/preferences/{shop}/{customerId:long}: operate, {shop}",
        "GET /api/v1/privacy: read, ?shop=",
        "GET /api/v1/privacy/{shop}/{id}: operate, {shop}",
        "GET /api/v1/quarantine: read, ?shop=",
        "GET /api/v1/quarantine/{deliveryId}: read, ?shop=",
        "GET /api/v1/quarantine/deliveries: read, ?shop=",
        "POST /api/v1/quarantine/discard: operate, ?shop=",
        "POST /api/v1/quarantine/replay: operate, ?shop=",
        "GET /api/v1/queues: read, all shops",
        "GET /api/v1/readings: read, all shops",
        "GET /api/v1/rules: read, ?shop=",
        "POST /api/v1/rules/{rule}/preview: market, ?shop=",
        "GET /api/v1/rules/hits: read, ?shop=",
        "GET /api/v1/shopify/{shop}: read, {shop}",
        "GET /api/v1/shopify/{shop}/backfill: read, {shop}",
        "POST /api/v1/shopify/{shop}/backfill: operate, {shop}",
        "POST /api/v1/shopify/{shop}/check: operate, {shop}",
        "POST /api/v1/shopify/{shop}/connect: operate, {shop}",
        "POST /api/v1/shopify/{shop}/reconcile: operate, {shop}",
        "GET /api/v1/shopify/{shop}/subscriptions: read, {shop}",
        "GET /api/v1/showings: operate, ?shop=",
        "GET /api/v1/spool: read, ?shop=",
        "GET /api/v1/spool/{deliveryId}: read, ?shop=",
        "POST /api/v1/spool/discard: operate, ?shop=",
        "POST /api/v1/spool/replay: operate, ?shop=",
        "GET /api/v1/spools: read, all shops",
        "GET /api/v1/stats: read, ?shop=",
    ];

    [Test]
    public async Task Each_has_one_scope_and_is_about_one_shop_or_about_all()
    {
        await using var server = await Started.WithAsync();
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal));

        Assert.That(endpoints.Select(Describe), Is.EquivalentTo(Everything));
    }

    private static string Describe(RouteEndpoint endpoint)
    {
        var scopes = endpoint.Metadata.OfType<IAuthorizeData>().Select(a => a.Policy).OfType<string>();
        return $"{string.Join('+', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)} {endpoint.RoutePattern.RawText!.TrimEnd('/')}: {string.Join('+', scopes)}, {string.Join('+', Shops(endpoint))}";
    }

    private static IEnumerable<string> Shops(RouteEndpoint endpoint)
    {
        var isInPath = endpoint.RoutePattern.Parameters.Any(p => p.Name == "shop");
        if (isInPath)
        {
            yield return "{shop}";
        }
        else if (endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters().Any(p => p.Name == "shop"))
        {
            yield return "?shop=";
        }

        if (endpoint.Metadata.Any(m => m.GetType().Name == "AllShops"))
        {
            yield return "all shops";
        }
    }
}
