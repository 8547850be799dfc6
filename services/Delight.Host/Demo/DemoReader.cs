using System.Net.Http.Headers;
using System.Text.Json;

namespace Delight.Host.Demo;

/// <summary>Looks at the running service through its API, as anybody else would.</summary>
internal sealed class DemoReader : IDisposable
{
    private readonly HttpClient _api;

    public DemoReader(Uri address, string token)
    {
        _api = new HttpClient { BaseAddress = address };
        _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<DemoState> StateAsync(CancellationToken cancellationToken)
    {
        var stats = await GetAsync("/api/v1/stats", cancellationToken);
        var ordinals = await OrdinalsAsync(cancellationToken);
        return new DemoState(
            Number(stats, "orders", "known"), ordinals.FirstOrDefault(o => o.Ordinal == 1).Orders,
            Number(stats, "fulfilment", "open"), Number(stats, "fulfilment", "lines"), stats.GetProperty("pending").GetInt64());
    }

    public async Task<IReadOnlyList<(long Ordinal, long Orders)>> OrdinalsAsync(CancellationToken cancellationToken)
    {
        var counts = await GetAsync("/api/v1/orders/by-ordinal", cancellationToken);
        return [.. counts.GetProperty("ordinals").EnumerateArray().Select(o => (o.GetProperty("ordinal").GetInt64(), o.GetProperty("orders").GetInt64()))];
    }

    /// <summary>Orders that do not count: of guests, unpaid, cancelled, or a test of the shop's staff.</summary>
    public async Task<long> NotCountingAsync(CancellationToken cancellationToken)
    {
        var stats = await GetAsync("/api/v1/stats", cancellationToken);
        return Number(stats, "orders", "known") - Number(stats, "orders", "counting");
    }

    /// <summary>Deliveries that were set aside.</summary>
    public async Task<long> QuarantinedAsync(CancellationToken cancellationToken) =>
        Number(await GetAsync("/api/v1/stats", cancellationToken), "deliveries", "quarantined");

    /// <summary>All parcels with something in them.</summary>
    public async Task<IReadOnlyList<JsonElement>> ParcelsAsync(CancellationToken cancellationToken)
    {
        var parcels = new List<JsonElement>();
        string? next = "";
        do
        {
            var page = await GetAsync($"/api/v1/fulfilment?state=all&limit=1000&after={next}", cancellationToken);
            parcels.AddRange(page.GetProperty("orders").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        return parcels;
    }

    public void Dispose() => _api.Dispose();

    private Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => _api.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    private static long Number(JsonElement json, string group, string name) => json.GetProperty(group).GetProperty(name).GetInt64();
}

/// <param name="Customers">Customers with at least one counting order.</param>
/// <param name="Gifts">Parcels with something in them.</param>
internal sealed record DemoState(long Orders, long Customers, long Gifts, long Lines, long Pending);
