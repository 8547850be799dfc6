using System.Security.Cryptography;
using System.Text;
using Delight.Platform.Texts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Shops;

/// <summary>Says whose delivery it is: the shop whose secret signed the raw body, or nobody's.</summary>
internal sealed class ShopDirectory : IHostedService, IDisposable
{
    private const int LongestDomain = 255;
    private readonly IOptionsMonitor<ShopsSettings> _settings;
    private readonly IDisposable? _reload;
    private readonly ILogger _log;
    private volatile Known _known;
    private readonly Refusals _shops = new();
    private readonly Refusals _tests = new();

    public ShopDirectory(IOptionsMonitor<ShopsSettings> settings, ILogger<ShopDirectory> log)
    {
        (_settings, _log) = (settings, log);
        _known = Known.Of(settings.CurrentValue);
        _reload = settings.OnChange(Change);
    }

    /// <summary>Says who may post.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Say(_settings.CurrentValue);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes the same time for an unknown shop as for a wrong signature.</summary>
    /// <param name="domain">The unsigned header; only names which secrets to try.</param>
    public string? Authenticate(string? domain, string? signature, ReadOnlySpan<byte> body)
    {
        var shop = domain?.Trim().ToLowerInvariant() ?? "";
        var known = _known;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var readable = Convert.TryFromBase64String(signature ?? "", given, out var length) && length == given.Length;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var matches = false;
        foreach (var secret in known.SecretsTriedFor(shop))
        {
            HMACSHA256.HashData(secret, body, expected);
            matches |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return known.Shops.ContainsKey(shop) && readable && matches ? shop : null;
    }

    /// <returns>The name of a shop that is known here.</returns>
    public string? KnownAs(string? domain) => domain?.Trim().ToLowerInvariant() is { } shop && _known.Shops.ContainsKey(shop) ? shop : null;

    /// <summary>At most once a minute: whoever set up the wrong secret or domain finds out here, and a flood fills no disk.</summary>
    /// <param name="isTest">Of the topic that no shop sends: the verb <c>shop check</c> does, or somebody who pretends to; no fault of the settings.</param>
    public void SayRefused(string? domain, bool isTest)
    {
        if ((isTest ? _tests : _shops).Count() is not { } refused)
        {
            return;
        }

        var shop = PlainText.Of(domain)?.ToLowerInvariant() ?? "";
        var shown = shop.Length > LongestDomain ? shop[..LongestDomain] : shop;
        if (isTest)
        {
            Log.TestRefused(_log, shown, refused);
        }
        else if (_known.Shops.ContainsKey(shop))
        {
            Log.WrongSignature(_log, shop, refused);
        }
        else
        {
            Log.UnknownShop(_log, shown, refused);
        }
    }

    /// <summary>How many HMACs a delivery in this shop's name costs.</summary>
    internal int Cost(string shop) => _known.SecretsTriedFor(shop).Length;

    public void Dispose() => _reload?.Dispose();

    private void Change(ShopsSettings settings)
    {
        _known = Known.Of(settings);
        Say(settings);
    }

    private void Say(ShopsSettings settings)
    {
        if (settings.Shops.Count == 0)
        {
            Log.NoShop(_log);
        }
        else
        {
            Log.Shops(_log, string.Join(", ", settings.Shops.Select(s => $"{s.Domain.Trim().ToLowerInvariant()} ({s.WebhookSecrets.Count} secret(s))")));
        }
    }

    /// <param name="Shops">Each with as many secrets as the one that has the most, filled up with some that nobody knows:
    /// a large body would else tell by the time it takes which shops are here.</param>
    private sealed record Known(IReadOnlyDictionary<string, byte[][]> Shops, byte[][] Nobodys)
    {
        public static Known Of(ShopsSettings settings)
        {
            byte[][] nobodys = [.. Enumerable.Range(0, settings.Shops.Select(s => s.WebhookSecrets.Count).Append(1).Max()).Select(_ => RandomNumberGenerator.GetBytes(32))];
            return new Known(
                settings.Shops.ToDictionary(
                    s => s.Domain.Trim().ToLowerInvariant(),
                    s => s.WebhookSecrets.Select(Encoding.UTF8.GetBytes).Concat(nobodys.Skip(s.WebhookSecrets.Count)).ToArray()),
                nobodys);
        }

        public byte[][] SecretsTriedFor(string shop) => Shops.GetValueOrDefault(shop, Nobodys);
    }
}
