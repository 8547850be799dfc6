using System.Globalization;
using System.Text.Json;
using Delight.Platform.Store;
using Delight.Receiver.Keeping;

namespace Delight.Receiver.Spooled;

/// <summary>Looks into the spool without taking it into memory: it may hold gigabytes. What an entry is about is read from its JSON,
/// so that taking a delivery in costs nothing more and the file of an earlier version is understood.</summary>
/// <param name="stretch">Entries that are gathered at once.</param>
internal sealed class SpoolView(Spool spool, WaitingCauses causes, int stretch = SpoolView.Stretch)
{
    private const int Stretch = 50_000;

    private const string Chosen = """
        with entries as (
            select seq, message_id, kind, case when json_valid(cast(body as text)) then cast(body as text) else '{}' end as says
            from spool where seq > @After and seq <= @UpTo),
        own as materialized (select cast(key as integer) as place, value as cause from json_each(@Own)),
        chosen as (
            select seq, message_id, coalesce(own.cause, @Common) as cause,
                coalesce(cast(json_extract(says, '$.Shop') as text), '') as shop,
                coalesce(nullif(cast(json_extract(says, '$.Delivery.Topic') as text), ''), kind) as topic,
                coalesce(cast(json_extract(says, '$.Delivery.ReceivedAt') as text), '') as received_at
            from entries left join own on own.place = seq
            where (@DeliveryId = '' or message_id = @DeliveryId) and (@Shop = '' or json_extract(says, '$.Shop') = @Shop)
                and (@Only is null or seq in (select value from json_each(@Only)))
                and (@Except is null or seq not in (select value from json_each(@Except))))

        """;

    /// <summary>Everything that is meant and waits now.</summary>
    public async Task<SpoolChoice> ChooseAsync(string? shop, string? cause, string? deliveryId, CancellationToken cancellationToken)
    {
        var upTo = await spool.File.LookAsync(s => s.QueryAsync<long>("select coalesce(max(seq), 0) from spool"), cancellationToken);
        return SpoolChoice.Of(shop, cause, deliveryId, upTo[0], causes.Now());
    }

    /// <summary>By cause, shop and topic. Gathered a stretch at a time, since SQLite sorts in memory what it gathers.</summary>
    public async Task<IReadOnlyList<SpoolGroup>> ListAsync(SpoolChoice choice, CancellationToken cancellationToken)
    {
        var now = causes.Now();
        var groups = new Dictionary<(string Cause, string Shop, string Topic), SpoolGroup>();
        for (var (after, upTo) = (0L, 0L); (upTo = await StretchAsync(after, choice.UpTo, cancellationToken)) > 0; after = upTo)
        {
            // Of the row that min() chose are the columns beside it: https://sqlite.org/lang_select.html#bareagg
            var rows = await QueryAsync<Row>(
                "select cause, shop, topic, count(*) as deliveries, min(seq) as seq, message_id, received_at from chosen group by cause, shop, topic", choice, after, 0, cancellationToken, upTo, now);
            foreach (var row in rows)
            {
                var key = (row.Cause, row.Shop, row.Topic);
                groups[key] = groups.TryGetValue(key, out var older)
                    ? older with { Deliveries = older.Deliveries + row.Deliveries }
                    : new SpoolGroup(row.Cause, row.Shop, row.Topic, row.Deliveries, row.At, row.MessageId);
            }
        }

        return [.. groups.Values.OrderBy(g => g.Cause, StringComparer.Ordinal).ThenByDescending(g => g.Deliveries)
            .ThenBy(g => g.Shop, StringComparer.Ordinal).ThenBy(g => g.Topic, StringComparer.Ordinal)];
    }

    public async Task<SpooledDelivery?> FindAsync(SpoolChoice choice, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<Row>("select cause, shop, topic, 1 as deliveries, seq, message_id, received_at from chosen limit 1", choice, 0, 0, cancellationToken);
        return rows.Count > 0 && (await spool.ReadAsync([rows[0].Seq], cancellationToken)) is [var entry]
            ? new SpooledDelivery(rows[0].MessageId, rows[0].Shop, rows[0].Topic, rows[0].At, rows[0].Cause, MaskedMessage.Of(entry.Message)) : null;
    }

    public async Task<long> CountAsync(SpoolChoice choice, CancellationToken cancellationToken) =>
        (await QueryAsync<long>("select count(*) from chosen", choice, 0, 0, cancellationToken))[0];

    /// <summary>Places after another, in their order.</summary>
    public Task<IReadOnlyList<long>> PlacesAsync(SpoolChoice choice, long after, int most, CancellationToken cancellationToken) =>
        QueryAsync<long>("select seq from chosen order by seq limit @Most", choice, after, most, cancellationToken);

    /// <returns>The last of so many places after one; 0 when there is none.</returns>
    private async Task<long> StretchAsync(long after, long upTo, CancellationToken cancellationToken) => (await spool.File.LookAsync(s => s.QueryAsync<long>(
        "select coalesce(max(seq), 0) from (select seq from spool where seq > @After and seq <= @UpTo order by seq limit @Most)", new { After = after, UpTo = upTo, Most = stretch }), cancellationToken))[0];

    private Task<IReadOnlyList<T>> QueryAsync<T>(string what, SpoolChoice choice, long after, int most, CancellationToken cancellationToken, long? upTo = null, CausesNow? now = null)
    {
        now ??= causes.Now();
        var parameters = new
        {
            now.Common, Own = JsonSerializer.Serialize(now.Own), choice.Shop, choice.DeliveryId, UpTo = upTo ?? choice.UpTo, choice.Only, choice.Except, After = after, Most = most,
        };
        return spool.File.LookAsync(s => s.QueryAsync<T>(Chosen + what, parameters), cancellationToken);
    }

    private sealed record Row
    {
        public string Cause { get; init; } = "";
        public string Shop { get; init; } = "";
        public string Topic { get; init; } = "";
        public long Deliveries { get; init; }
        public long Seq { get; init; }
        public string MessageId { get; init; } = "";
        public string ReceivedAt { get; init; } = "";

        public DateTimeOffset? At => DateTimeOffset.TryParse(ReceivedAt, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
    }
}
