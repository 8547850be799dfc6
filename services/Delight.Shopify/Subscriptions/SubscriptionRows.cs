using Delight.Platform.Store;

namespace Delight.Shopify.Subscriptions;

/// <summary>What was found the last time, and who looks next and when.</summary>
internal sealed class SubscriptionRows(IStore store, TimeProvider time)
{
    /// <summary>A process that ended while it looked keeps nobody from looking for longer.</summary>
    private static readonly TimeSpan LooksWithin = TimeSpan.FromMinutes(5);

    /// <returns>What is known of the shop, when its time has come and nobody else looks; nothing otherwise.</returns>
    public Task<KnownShop?> ClaimAsync(string shop, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        await session.EachAsync("insert into shopify_subscription_looks (shop, next_at, claimed_until) values (@Shop, 0, 0) on conflict (shop) do nothing", [new { Shop = shop }]);
        var mine = await session.EachAsync<object, Look>("""
            update shopify_subscription_looks set claimed_until = @Until where shop = @Shop and next_at <= @Now and claimed_until <= @Now
            returning shop, next_at, looked_at, fault
            """, [new { Shop = shop, Until = (now + LooksWithin).ToStore(), Now = now.ToStore() }]);
        return mine is [var look] ? new KnownShop(look.Fault, await TopicsAsync(session, shop)) : null;
    }, cancellationToken);

    /// <param name="fault">Why there was no answer; nothing when there was.</param>
    public Task FinishAsync(string shop, string? fault, DateTimeOffset next, CancellationToken cancellationToken) => store.WriteAsync(session => session.EachAsync("""
        insert into shopify_subscription_looks (shop, next_at, claimed_until, looked_at, fault) values (@Shop, @NextAt, 0, @LookedAt, @Fault)
        on conflict (shop) do update set claimed_until = 0, next_at = excluded.next_at, fault = excluded.fault,
            looked_at = coalesce(excluded.looked_at, shopify_subscription_looks.looked_at)
        """, [new Look { Shop = shop, NextAt = next.ToStore(), LookedAt = fault is null ? time.GetUtcNow().ToStore() : null, Fault = fault }]), cancellationToken);

    public Task KeepAsync(SubscriptionReport report, CancellationToken cancellationToken) => store.WriteAsync(session => session.EachAsync("""
        insert into shopify_subscriptions (shop, topic, standing, address, fault, seen_at, made_at) values (@Shop, @Topic, @Standing, @Address, @Fault, @SeenAt, @MadeAt)
        on conflict (shop, topic) do update set standing = excluded.standing, address = excluded.address, fault = excluded.fault,
            seen_at = coalesce(excluded.seen_at, shopify_subscriptions.seen_at), made_at = coalesce(excluded.made_at, shopify_subscriptions.made_at)
        """, [.. report.Topics.OrderBy(t => t.Topic, StringComparer.Ordinal).Select(t => Row(report.Shop, t, time.GetUtcNow().ToStore()))]), cancellationToken);

    /// <returns>The topics that stood as they should the last time.</returns>
    public async Task<IReadOnlySet<string>> StoodAsync(string shop, CancellationToken cancellationToken) =>
        (await store.ReadAsync(session => session.QueryAsync<string>("select topic from shopify_subscriptions where shop = @Shop and standing = 'there'", new { Shop = shop }), cancellationToken)).ToHashSet();

    /// <returns>Nothing when nobody has looked yet.</returns>
    public Task<KeptLook?> ReadAsync(string shop, CancellationToken cancellationToken) => store.ReadAsync(async session =>
        await session.FirstOrDefaultAsync<Look>("select shop, next_at, looked_at, fault from shopify_subscription_looks where shop = @Shop", new { Shop = shop }) is { } look
            ? new KeptLook(look.LookedAt is { } at ? Instant.FromStore(at) : null, look.Fault, await TopicsAsync(session, shop)) : null, cancellationToken);

    private static async Task<IReadOnlyList<KnownTopic>> TopicsAsync(ISession session, string shop) =>
        [.. (await session.QueryAsync<TopicRow>("select topic, standing, address, fault, seen_at, made_at from shopify_subscriptions where shop = @Shop order by topic", new { Shop = shop }))
            .Select(r => new KnownTopic(r.Topic, r.Standing, r.Address, r.Fault, When(r.SeenAt), When(r.MadeAt)))];

    private static TopicRow Row(string shop, TopicReport topic, long now) => new()
    {
        Shop = shop, Topic = topic.Topic, Standing = topic.Standing, Address = topic.Address, Fault = topic.Fault,
        SeenAt = topic.Standing == "there" ? now : null, MadeAt = topic.Done is null ? null : now,
    };

    private static DateTimeOffset? When(long? stored) => stored is { } at ? Instant.FromStore(at) : null;

    private sealed record Look
    {
        public string Shop { get; init; } = "";
        public long NextAt { get; init; }
        public long? LookedAt { get; init; }
        public string? Fault { get; init; }
    }

    private sealed record TopicRow
    {
        public string Shop { get; init; } = "";
        public string Topic { get; init; } = "";
        public string Standing { get; init; } = "";
        public string? Address { get; init; }
        public string? Fault { get; init; }
        public long? SeenAt { get; init; }
        public long? MadeAt { get; init; }
    }
}

/// <param name="Fault">Why the last look got no answer.</param>
internal sealed record KnownShop(string? Fault, IReadOnlyList<KnownTopic> Topics)
{
    /// <summary>Has brought us something once. A shop whose webhooks a person set up otherwise is left alone.</summary>
    public bool IsConnected => Topics.Any(t => t.SeenAt is not null);
}

/// <param name="LookedAt">When there was an answer for the last time.</param>
internal sealed record KeptLook(DateTimeOffset? LookedAt, string? Fault, IReadOnlyList<KnownTopic> Topics);

/// <param name="Standing"><c>there</c>, <c>missing</c>, <c>altered</c> or <c>elsewhere</c>.</param>
/// <param name="SeenAt">When it stood as it should for the last time.</param>
/// <param name="MadeAt">When Delight made it, or put it right, for the last time.</param>
internal sealed record KnownTopic(string Topic, string Standing, string? Address, string? Fault, DateTimeOffset? SeenAt, DateTimeOffset? MadeAt);
