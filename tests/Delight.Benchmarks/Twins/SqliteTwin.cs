using Delight.Benchmarks.Doors;
using Microsoft.Data.Sqlite;

namespace Delight.Benchmarks.Twins;

/// <summary>The twin's statements in SQLite, one row after the other within the writer's transaction.</summary>
internal static class SqliteTwin
{
    private const string KeepNewest = """
        insert into orders (shop, id, name, customer, first_name, created_at, updated_at, status, counts, requires_shipping, fulfilled, total, currency, ordinal)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, case when $9 then 0 end)
        on conflict (shop, id) do update set name = excluded.name, customer = excluded.customer, first_name = excluded.first_name,
            created_at = excluded.created_at, updated_at = excluded.updated_at, status = excluded.status, counts = excluded.counts,
            requires_shipping = excluded.requires_shipping, fulfilled = excluded.fulfilled, total = excluded.total, currency = excluded.currency, ordinal = 0
        where excluded.updated_at > orders.updated_at
        """;

    private const string RankWhatMoved = """
        with standing as (
            select id as i, case when counts then row_number() over so_far end as nth, case when counts then sum(total) over so_far end as spent
            from orders where shop = $1 and customer = $2
            window so_far as (partition by counts order by created_at, id rows unbounded preceding)
        )
        update orders set ordinal = nth, spend = spent, version = version + 1
        from standing where shop = $1 and id = i and (ordinal is distinct from nth or spend is distinct from spent)
        returning id, name, customer, first_name, created_at, requires_shipping, fulfilled, currency, ordinal, spend, version
        """;

    private const string Owe = """
        insert into work (shop, id, worker, version) values ($1, $2, $3, $4) on conflict (shop, id, worker) do update set version = excluded.version
        """;

    private const string Tell = "insert into story (shop, id, key, at, step, text) values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

    private const string SettleIfAwaited = "delete from work where shop = $1 and id = $2 and worker = $3 and version = $4 returning id";

    private const string ClearLines = "delete from parcel_lines where shop = $1 and id = $2 and rule = $3";

    private const string Withdraw = "update parcels set state = 'withdrawn', version = $3 where shop = $1 and id = $2";

    private const string PutParcel = """
        insert into parcels (shop, id, name, customer, ordinal, ordered_at, version, state) values ($1, $2, $3, $4, $5, $6, $7, 'open')
        on conflict (shop, id) do update set name = excluded.name, customer = excluded.customer, ordinal = excluded.ordinal,
            ordered_at = excluded.ordered_at, version = excluded.version, state = excluded.state
        """;

    private const string PutLine = """
        insert into parcel_lines (shop, id, rule, position, kind, sku, title, quantity, text, value, why) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10)
        """;

    public static void Keep(this SqliteWriter writer, SmallOrder order) =>
        writer.Run("insert into journal (id, body) values ($1, $2)", order.Delivery.ToString(), order.ToJson());

    /// <summary>Enters the order, ranks its customer's row, and forgets the journal's entry.</summary>
    public static void Enter(this SqliteWriter writer, SmallOrder order, List<RankedOrder> moved)
    {
        writer.Run(KeepNewest, order.Shop, order.Id, order.Name, order.Customer, order.FirstName, order.CreatedAt.ToMicroseconds(), order.UpdatedAt.ToMicroseconds(),
            order.Status, order.Counts(), order.RequiresShipping, order.Fulfilled, (long)(order.Total * 100), order.Currency);
        Add(writer, TwinStory.Of(order));
        var first = moved.Count;
        if (order.Customer is { } customer)
        {
            using var reader = writer.Query(RankWhatMoved, order.Shop, customer);
            while (reader.Read())
            {
                moved.Add(Ranked(order.Shop!, reader));
            }
        }

        for (var i = first; i < moved.Count; i++)
        {
            writer.Run(Owe, moved[i].Shop, moved[i].Id, TwinRule.Name, moved[i].Version);
            Add(writer, TwinStory.Of(moved[i]));
        }

        writer.Run("delete from journal where id = $1", order.Delivery.ToString());
    }

    /// <summary>Puts what is given into the parcel, and forgets that an answer was owed.</summary>
    public static void Settle(this SqliteWriter writer, Answer answer)
    {
        using var settled = writer.Query(SettleIfAwaited, answer.Shop, answer.Id, TwinRule.Name, answer.Version);
        if (!settled.Read())
        {
            return;
        }

        settled.Close();
        writer.Run(ClearLines, answer.Shop, answer.Id, TwinRule.Name);
        if (answer.Lines.Count == 0)
        {
            writer.Run(Withdraw, answer.Shop, answer.Id, answer.Version);
        }
        else
        {
            writer.Run(PutParcel, answer.Shop, answer.Id, answer.Name, answer.Customer, answer.Ordinal, answer.OrderedAt, answer.Version);
        }

        for (var i = 0; i < answer.Lines.Count; i++)
        {
            var line = answer.Lines[i];
            writer.Run(PutLine, answer.Shop, answer.Id, TwinRule.Name, i, line.Kind, line.Sku, line.Title, line.Text, line.Value, answer.Why);
        }

        Add(writer, TwinStory.Of(answer));
    }

    private static void Add(SqliteWriter writer, TwinStory story) => writer.Run(Tell, story.Shop, story.Id, story.Key, story.At, story.Step, story.Text);

    private static RankedOrder Ranked(string shop, SqliteDataReader r) => new()
    {
        Shop = shop, Id = r.GetInt64(0), Name = r.GetString(1), Customer = r.IsDBNull(2) ? null : r.GetInt64(2), FirstName = r.IsDBNull(3) ? null : r.GetString(3),
        CreatedAt = r.GetInt64(4), RequiresShipping = r.GetBoolean(5), Fulfilled = r.GetBoolean(6), Currency = r.GetString(7),
        Ordinal = r.IsDBNull(8) ? null : r.GetInt64(8), Spend = r.IsDBNull(9) ? null : r.GetInt64(9), Version = r.GetInt64(10),
    };
}
