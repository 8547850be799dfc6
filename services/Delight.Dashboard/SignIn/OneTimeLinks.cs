using System.Security.Cryptography;
using Delight.Platform.Access;
using Delight.Platform.Bus;
using Delight.Platform.Store;

namespace Delight.Dashboard.SignIn;

/// <summary>Each lets one person in without a password, once: whoever reads the log or the screen of a first start. The store keeps their
/// hashes, so that any process of the installation honours what another said.</summary>
internal sealed class OneTimeLinks(IStore store, BusState state, TimeProvider time)
{
    public const string Path = "/sign-in/once/";

    /// <summary>How the record names who came by one.</summary>
    public const string Name = "one-time link";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private const string IsGood = "hash = @Hash and ends_at > @Now";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes one, as soon as there is a table for it.</summary>
    /// <returns>What comes behind the server's address.</returns>
    public async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        while (!state.StoreStands)
        {
            await Task.Delay(Pause, time, cancellationToken);
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var now = time.GetUtcNow();
        await store.WriteAsync(async session =>
        {
            await session.EachAsync<object>("delete from once_links where ends_at <= @Now", [new { Now = now.ToStore() }]);
            await session.EachAsync<object>("insert into once_links (hash, ends_at) values (@Hash, @EndsAt)", [new { Hash = HashOf(token), EndsAt = (now + Lifetime).ToStore() }]);
        }, cancellationToken);
        return Path + token;
    }

    /// <summary>Does not use it up: whatever looks at a link that somebody passes on, such as a chat, only looks.</summary>
    public async Task<bool> IsGoodAsync(string token, CancellationToken cancellationToken) =>
        (await store.ReadAsync(s => s.QueryAsync<string>($"select hash from once_links where {IsGood}", Asked(token)), cancellationToken)).Count > 0;

    public async Task<bool> UseAsync(string token, CancellationToken cancellationToken) =>
        (await store.WriteAsync(s => s.QueryAsync<string>($"delete from once_links where {IsGood} returning hash", Asked(token)), cancellationToken)).Count > 0;

    private static string HashOf(string token) => Convert.ToHexStringLower(ApiToken.Hash(token));

    private object Asked(string token) => new { Hash = HashOf(token), Now = time.GetUtcNow().ToStore() };
}
