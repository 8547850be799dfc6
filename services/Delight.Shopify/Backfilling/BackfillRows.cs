using Delight.Platform.Store;

namespace Delight.Shopify.Backfilling;

/// <summary>Each shop's backfill in the store. One process of the installation is at it at a time; who says nothing for a lease is taken for dead.</summary>
internal sealed class BackfillRows(IStore store, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    private readonly string _me = Guid.NewGuid().ToString("N");

    public Task<BackfillRow?> ReadAsync(string shop, CancellationToken cancellationToken) => store.ReadAsync(
        s => s.FirstOrDefaultAsync<BackfillRow>("select * from shopify_backfills where shop = @Shop", new { Shop = shop }), cancellationToken);

    /// <summary>One that is under way goes on; one that ended begins anew.</summary>
    /// <param name="madeBefore">Orders that were made before are history.</param>
    public Task AskAsync(string shop, DateTimeOffset madeBefore, CancellationToken cancellationToken) => store.WriteAsync(s => s.EachAsync<object>("""
        insert into shopify_backfills (shop, state, way, asked_at, made_before, claimed_until, claimed_by, file, position, total, added, left_out, counted, attempts, limited)
        values (@Shop, @State, @Way, @Now, @MadeBefore, 0, '', '', 0, 0, 0, 0, 0, 0, false)
        on conflict (shop) do update set state = excluded.state, way = excluded.way, asked_at = excluded.asked_at, made_before = excluded.made_before, claimed_until = 0, claimed_by = '',
            operation = null, url = null, file = '', cursor = null, position = 0, total = 0, added = 0, left_out = 0, counted = 0, attempts = 0, limited = false, broke_at = null,
            oldest_at = null, ended_at = null, fault = null
        where shopify_backfills.state in ('done', 'failed')
        """, [new { Shop = shop, State = BackfillState.Asked, Way = BackfillRow.InBulk, Now = time.GetUtcNow().ToStore(), MadeBefore = madeBefore.ToStore() }]), cancellationToken);

    /// <returns>Nothing when there is nothing to do, or another process does it.</returns>
    public async Task<BackfillRow?> ClaimAsync(string shop, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = await store.ReadAsync(s => s.QueryAsync<string>(
            "select shop from shopify_backfills where shop = @Shop and state not in ('done', 'failed') and claimed_until <= @Now", new { Shop = shop, Now = now.ToStore() }), cancellationToken);
        return open.Count == 0 ? null : await store.WriteAsync(s => s.FirstOrDefaultAsync<BackfillRow>("""
            update shopify_backfills set claimed_by = @Me, claimed_until = @Until
            where shop = @Shop and state not in ('done', 'failed') and claimed_until <= @Now
            returning *
            """, new { Shop = shop, Me = _me, Now = now.ToStore(), Until = (now + Lease).ToStore() }), cancellationToken);
    }

    /// <summary>Returns when it is durable.</summary>
    /// <exception cref="TakenOverException"/>
    public async Task<BackfillRow> SaveAsync(BackfillRow row, CancellationToken cancellationToken)
    {
        var until = row.IsUnderWay ? time.GetUtcNow() + Lease : time.GetUtcNow();
        var saved = await store.WriteAsync(s => s.QueryAsync<string>("""
            update shopify_backfills set state = @State, way = @Way, operation = @Operation, url = @Url, file = @File, cursor = @Cursor, position = @Position, total = @Total,
                added = @Added, left_out = @LeftOut, counted = @Counted, attempts = @Attempts, broke_at = @BrokeAt, limited = @Limited, oldest_at = @OldestAt, ended_at = @EndedAt, fault = @Fault,
                claimed_until = @Until
            where shop = @Shop and claimed_by = @Me and state not in ('done', 'failed')
            returning shop
            """, new
        {
            row.Shop, row.State, row.Way, row.Operation, row.Url, row.File, row.Cursor, row.Position, row.Total, row.Added, row.LeftOut, row.Counted, row.Attempts, row.BrokeAt, row.Limited,
            row.OldestAt, row.EndedAt, row.Fault, Me = _me, Until = until.ToStore(),
        }), cancellationToken);
        return saved.Count > 0 ? row : throw new TakenOverException();
    }

    /// <summary>It is tried again after a pause, by whichever process comes first.</summary>
    public Task PauseAsync(string shop, string sentence, TimeSpan pause) => store.WriteAsync(s => s.EachAsync<object>(
        "update shopify_backfills set fault = @Sentence, claimed_until = @Until where shop = @Shop and claimed_by = @Me",
        [new { Shop = shop, Sentence = sentence, Me = _me, Until = (time.GetUtcNow() + pause).ToStore() }]), CancellationToken.None);

    public Task FailAsync(string shop, string sentence) => store.WriteAsync(s => s.EachAsync<object>(
        "update shopify_backfills set state = 'failed', fault = @Sentence, ended_at = @Now, claimed_until = 0 where shop = @Shop and claimed_by = @Me",
        [new { Shop = shop, Sentence = sentence, Me = _me, Now = time.GetUtcNow().ToStore() }]), CancellationToken.None);

    /// <summary>Another process may go on at once.</summary>
    public Task LetGoAsync(string shop) => store.WriteAsync(s => s.EachAsync<object>(
        "update shopify_backfills set claimed_until = 0 where shop = @Shop and claimed_by = @Me", [new { Shop = shop, Me = _me }]), CancellationToken.None);
}

/// <summary>Another process goes on with it.</summary>
internal sealed class TakenOverException : Exception;
