using System.Net.Http.Json;
using System.Text.Json;

namespace Delight.SystemTests.Running;

/// <summary>Reads the installation as a warehouse system would.</summary>
internal static class PackingApi
{
    public static async Task<JsonElement> StatsAsync(this Installation installation) =>
        await installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/stats");

    public static Task SettledAsync(this Installation installation, TimeSpan? within = null) => Eventually.BecomesTrueAsync("pending falls to 0",
        async () => (await installation.StatsAsync()).GetProperty("pending").GetInt64() == 0, within ?? TimeSpan.FromMinutes(15));

    /// <summary>All parcels, page by page.</summary>
    public static async Task<IReadOnlyList<PackedParcel>> ParcelsAsync(this Installation installation, string shop = Installation.Shop)
    {
        var parcels = new List<PackedParcel>();
        string? next = "";
        do
        {
            var page = await installation.Api.GetFromJsonAsync<Page>($"/api/v1/fulfilment?state=all&shop={shop}&limit=1000&after={next}");
            parcels.AddRange(page!.Orders);
            next = page.Next;
        }
        while (next is not null);
        return parcels;
    }

    public static async Task<IReadOnlyList<string>> StoryAsync(this Installation installation, long order)
    {
        var story = await installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{Installation.Shop}/{order}");
        return [.. story.GetProperty("story").EnumerateArray().Select(l => l.GetProperty("says").GetString()!)];
    }

    public static async Task<JsonElement> QueueAsync(this Installation installation, string name)
    {
        var queues = await installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/queues");
        return queues.GetProperty("queues").EnumerateArray().Single(q => q.GetProperty("name").GetString() == name);
    }

    private sealed record Page(IReadOnlyList<PackedParcel> Orders, string? Next);
}

internal sealed record PackedParcel(string OrderId, string OrderName, string? CustomerId, int? Ordinal, string State, IReadOnlyList<PackedLine> Lines)
{
    /// <summary>What the parcel is, in one line, for comparing whole queues.</summary>
    public string Slip() => $"{OrderId} nth {Ordinal}: {string.Join("; ", Lines.Select(l => $"{l.Kind} {l.Sku} × {l.Quantity} {l.Text} [{l.Rule}: {l.Why}]"))}";
}

internal sealed record PackedLine(string Kind, string? Sku, string? Title, int Quantity, string? Text, string Rule, string Why);
