using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Shops;

/// <summary>Says whose delivery it is: the shop whose secret signed the raw body, or nobody's.</summary>
internal sealed class ShopDirectory : IHostedService, IDisposable
{
    private static readonly byte[][] NobodysSecrets = [RandomNumberGenerator.GetBytes(32)];
    private readonly IDisposable? _reload;
    private readonly ILogger _log;
    private volatile Dictionary<string, byte[][]> _secrets;

    public ShopDirectory(IOptionsMonitor<ShopsSettings> settings, ILogger<ShopDirectory> log)
    {
        _secrets = Read(settings.CurrentValue);
        _reload = settings.OnChange(s => _secrets = Read(s));
        _log = log;
    }

    /// <summary>Says once who may post.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_secrets.Count == 0)
        {
            Log.NoShop(_log);
        }
        else
        {
            Log.Shops(_log, string.Join(", ", _secrets.Select(s => $"{s.Key} ({s.Value.Length} secret(s))")));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes the same time for an unknown shop as for a wrong signature.</summary>
    /// <param name="domain">The unsigned header; only names which secrets to try.</param>
    public string? Authenticate(string? domain, string? signature, ReadOnlySpan<byte> body)
    {
        var shop = domain?.Trim().ToLowerInvariant() ?? "";
        var known = _secrets.TryGetValue(shop, out var secrets);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var readable = Convert.TryFromBase64String(signature ?? "", given, out var length) && length == given.Length;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var matches = false;
        foreach (var secret in secrets ?? NobodysSecrets)
        {
            HMACSHA256.HashData(secret, body, expected);
            matches |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return known && readable && matches ? shop : null;
    }

    public void Dispose() => _reload?.Dispose();

    private static Dictionary<string, byte[][]> Read(ShopsSettings settings) => settings.Shops.ToDictionary(
        s => s.Domain.Trim().ToLowerInvariant(), s => s.WebhookSecrets.Select(Encoding.UTF8.GetBytes).ToArray());
}
