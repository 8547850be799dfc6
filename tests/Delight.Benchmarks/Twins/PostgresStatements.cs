using Npgsql;

namespace Delight.Benchmarks.Twins;

/// <summary>The twin's statements, each for a whole batch.</summary>
internal static class PostgresStatements
{
    public const string LockCustomers = """
        select pg_advisory_xact_lock(k) from (select distinct hashtextextended(s || '/' || c, 0) k from unnest($1::text[], $2::bigint[]) t(s, c) order by 1) sorted
        """;

    public const string KeepNewest = """
        insert into orders as o (shop, id, name, customer, first_name, created_at, updated_at, status, counts, requires_shipping, fulfilled, total, currency, ordinal)
        select distinct on (shop, id) shop, id, name, customer, first_name, created_at, updated_at, status, counts, requires_shipping, fulfilled, total, currency, case when counts then 0 end
        from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::boolean[], $10::boolean[], $11::boolean[], $12::bigint[], $13::text[])
            t(shop, id, name, customer, first_name, created_at, updated_at, status, counts, requires_shipping, fulfilled, total, currency)
        order by shop, id, updated_at desc
        on conflict (shop, id) do update set name = excluded.name, customer = excluded.customer, first_name = excluded.first_name,
            created_at = excluded.created_at, updated_at = excluded.updated_at, status = excluded.status, counts = excluded.counts,
            requires_shipping = excluded.requires_shipping, fulfilled = excluded.fulfilled, total = excluded.total, currency = excluded.currency, ordinal = 0
        where excluded.updated_at > o.updated_at
        """;

    public const string RankWhatMoved = """
        with standing as (
            select shop, id, case when counts then row_number() over so_far end as nth, case when counts then cast(sum(total) over so_far as bigint) end as spent
            from orders where (shop, customer) in (select s, c from unnest($1::text[], $2::bigint[]) t(s, c))
            window so_far as (partition by shop, customer, counts order by created_at, id rows unbounded preceding)
        )
        update orders o set ordinal = nth, spend = spent, version = version + 1
        from standing s where o.shop = s.shop and o.id = s.id and (o.ordinal is distinct from nth or o.spend is distinct from spent)
        returning o.shop, o.id, o.name, o.customer, o.first_name, o.created_at, o.requires_shipping, o.fulfilled, o.currency, o.ordinal, o.spend, o.version
        """;

    public const string Owe = """
        insert into work (shop, id, worker, version) select s, i, $4, v from unnest($1::text[], $2::bigint[], $3::bigint[]) t(s, i, v)
        on conflict (shop, id, worker) do update set version = excluded.version
        """;

    public const string Tell = """
        insert into story (shop, id, key, at, step, text)
        select * from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[]) on conflict do nothing
        """;

    /// <summary>An answer to an older standing, or one that came before, finds no work of its version.</summary>
    public const string Settle = """
        delete from work w using unnest($1::text[], $2::bigint[], $3::bigint[]) a(s, i, v)
        where w.shop = s and w.id = i and w.version = v and w.worker = $4 returning w.id, w.version
        """;

    public const string ClearLines = "delete from parcel_lines p using unnest($1::text[], $2::bigint[]) a(s, i) where p.shop = s and p.id = i and p.rule = $3";

    public const string Withdraw = """
        update parcels p set state = 'withdrawn', version = v from unnest($1::text[], $2::bigint[], $3::bigint[]) a(s, i, v) where p.shop = s and p.id = i
        """;

    public const string PutParcels = """
        insert into parcels (shop, id, name, customer, ordinal, ordered_at, version, state)
        select *, 'open' from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
        on conflict (shop, id) do update set name = excluded.name, customer = excluded.customer, ordinal = excluded.ordinal,
            ordered_at = excluded.ordered_at, version = excluded.version, state = excluded.state
        """;

    public const string PutLines = """
        insert into parcel_lines (shop, id, position, kind, sku, title, text, value, why, rule, quantity)
        select *, $10, 1 from unnest($1::text[], $2::bigint[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[])
        """;

    public static void Add(this NpgsqlBatch batch, string sql, params IEnumerable<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>The rows of the one statement that returns more than a single column.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(this NpgsqlBatch batch, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (reader.FieldCount > 1 && await reader.ReadAsync(cancellationToken))
            {
                rows.Add(map(reader));
            }
        }
        while (await reader.NextResultAsync(cancellationToken));

        return rows;
    }
}
