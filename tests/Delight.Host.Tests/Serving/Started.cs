using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Delight.Host.Serving;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Delight.Host.Tests.Serving;

/// <summary>The whole program in this process, on a free port, with files of its own.</summary>
internal sealed class Started : IAsyncDisposable, ILoggerProvider
{
    public const string Token = Written.Mark + "-api-token";
    public const string Secret = Written.Mark + "-webhook-secret";
    private readonly TemporaryFolder _folder = new();
    private readonly Logbook<Started> _log = new();
    private WebApplication? _app;

    public IServiceProvider Services => _app!.Services;

    public HttpClient Http { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    public IReadOnlyList<string> Log => _log.Lines;

    /// <param name="settings">Below <c>Delight:</c>, or with <c>../</c> before it anywhere.</param>
    public static Task<Started> WithAsync(params string[] settings) => StartAsync([$"Api:Tokens:0={Token}", .. settings]);

    public static Task<Started> WithoutTokenAsync(params string[] settings) => StartAsync(settings);

    public ILogger CreateLogger(string categoryName) => _log;

    public async Task<(int Status, string? MediaType, JsonElement Body)> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    public async Task<(int Status, string? MediaType, JsonElement Body)> PostAsync(string path, object? body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        return await ReadAsync(answer);
    }

    public static string Sign(byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret), body));

    public async Task<int> PostWebhookAsync(byte[] body, string shop = Shop.Domain, string topic = "orders/create", string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Shop-Domain", shop);
        request.Headers.Add("X-Shopify-Topic", topic);
        request.Headers.Add("X-Shopify-Hmac-Sha256", signature ?? Sign(body));
        using var answer = await Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>A paid order of Ada's, who has a customer's number of her own.</summary>
    /// <param name="at">When it was made; long ago when absent.</param>
    public async Task PostOrderAsync(int number, DateTimeOffset? at = null)
    {
        var created = at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "2026-11-20T10:15:30Z";
        var order = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["id"] = Shop.OrderId(number),
            ["name"] = $"#{1000 + number}",
            ["created_at"] = created,
            ["updated_at"] = created,
            ["financial_status"] = "paid",
            ["currency"] = "USD",
            ["current_total_price"] = "20.00",
            ["customer"] = new { id = Shop.Ada },
        });
        Assert.That(await PostWebhookAsync(order), Is.EqualTo(200));
    }

    /// <summary>A process that does not wait for the store to start may still be making its tables.</summary>
    public Task StoreStandsAsync() => Limit.UntilAsync(() => ((BusState)Services.GetService(typeof(BusState))!).StoreStands, "the tables are there");

    public Task SettledAsync() =>
        Limit.UntilAsync(async () => (await GetAsync("/api/v1/stats")).Body.GetProperty("pending").GetInt64() == 0, "everything has gone its way");

    /// <summary>Everything that it wrote.</summary>
    public IReadOnlyList<string> Files() => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Dispose();
        Written.Keep("in-process.log", _log.Whole);
        Assert.That(_log.Whole, Has.None.Contains(Written.Mark), "the log holds a secret");
    }

    public void Dispose()
    {
        // Called by the logger factory, which does not own what this class holds.
    }

    private static async Task<Started> StartAsync(string[] settings)
    {
        var started = new Started();
        started._app = DelightHost.Build(
        [
            "--urls=http://127.0.0.1:0", "--Logging:Console:LogLevel:Default=None", $"--Delight:Store:ConnectionString=Data Source={started._folder.File("delight.db")}",
            $"--Delight:Spool:Path={started._folder.File("spool")}", .. settings.Select(s => s.StartsWith("../", StringComparison.Ordinal) ? "--" + s[3..] : "--Delight:" + s),
        ]);
        ((ILoggerFactory)started._app.Services.GetService(typeof(ILoggerFactory))!).AddProvider(started);
        await started._app.StartAsync();
        if (!settings.Contains("Bus:Transport=RabbitMq"))
        {
            await ((BusState)started._app.Services.GetService(typeof(BusState))!).Started.WaitAsync(Limit.Patience);
        }

        started.Http.BaseAddress = new Uri(started._app.Urls.Single());
        started.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return started;
    }

    private static async Task<(int, string?, JsonElement)> ReadAsync(HttpResponseMessage answer)
    {
        var type = answer.Content.Headers.ContentType?.MediaType;
        return ((int)answer.StatusCode, type, type?.EndsWith("json", StringComparison.Ordinal) == true ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default);
    }
}
