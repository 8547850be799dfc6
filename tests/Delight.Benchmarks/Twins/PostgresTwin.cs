using Delight.Benchmarks.Doors;
using Npgsql;
using static Delight.Benchmarks.Twins.PostgresStatements;

namespace Delight.Benchmarks.Twins;

/// <summary>The twin's store: a batch is one transaction of two round trips, its rows travel as arrays.</summary>
internal sealed class PostgresTwin(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 });

    public async Task MakeTablesAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(EmbeddedSql.Read("tables.sql"));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>What moved, durable.</returns>
    public async Task<IReadOnlyList<RankedOrder>> EnterAsync(IReadOnlyList<SmallOrder> orders, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var known = orders.Where(o => o.Customer is not null).ToArray();
        var (shops, customers) = (known.Select(o => o.Shop!).ToArray(), known.Select(o => o.Customer!.Value).ToArray());
        await using var first = new NpgsqlBatch(connection, transaction);
        first.Add(LockCustomers, shops, customers);
        first.Add(KeepNewest, [.. Columns(orders)]);
        Add(first, [.. orders.Select(TwinStory.Of)]);
        first.Add(RankWhatMoved, shops, customers);
        var moved = await first.ReadAsync(Ranked, cancellationToken);
        await using var second = new NpgsqlBatch(connection, transaction);
        second.Add(Owe, moved.Select(m => m.Shop).ToArray(), moved.Select(m => m.Id).ToArray(), moved.Select(m => m.Version).ToArray(), TwinRule.Name);
        Add(second, [.. moved.Select(TwinStory.Of)]);
        await second.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    /// <returns>The answers that were awaited, durable.</returns>
    public async Task<IReadOnlyList<Answer>> SettleAsync(IReadOnlyList<Answer> answers, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var first = new NpgsqlBatch(connection, transaction);
        first.Add(Settle, answers.Select(a => a.Shop).ToArray(), answers.Select(a => a.Id).ToArray(), answers.Select(a => a.Version).ToArray(), TwinRule.Name);
        var awaited = (await first.ReadAsync(r => (Id: r.GetInt64(0), Version: r.GetInt64(1)), cancellationToken)).ToHashSet();
        var settled = answers.Where(a => awaited.Contains((a.Id, a.Version))).DistinctBy(a => a.Id).ToArray();
        await using var second = new NpgsqlBatch(connection, transaction);
        second.Add(ClearLines, settled.Select(a => a.Shop).ToArray(), settled.Select(a => a.Id).ToArray(), TwinRule.Name);
        var passes = settled.Where(a => a.Lines.Count == 0).ToArray();
        second.Add(Withdraw, passes.Select(a => a.Shop).ToArray(), passes.Select(a => a.Id).ToArray(), passes.Select(a => a.Version).ToArray());
        Put(second, [.. settled.Where(a => a.Lines.Count > 0)]);
        Add(second, [.. settled.Select(TwinStory.Of)]);
        await second.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return settled;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static IEnumerable<object> Columns(IReadOnlyList<SmallOrder> orders) =>
    [
        orders.Select(o => o.Shop!).ToArray(), orders.Select(o => o.Id).ToArray(), orders.Select(o => o.Name).ToArray(), orders.Select(o => o.Customer).ToArray(),
        orders.Select(o => o.FirstName).ToArray(), orders.Select(o => o.CreatedAt.ToMicroseconds()).ToArray(), orders.Select(o => o.UpdatedAt.ToMicroseconds()).ToArray(),
        orders.Select(o => o.Status).ToArray(), orders.Select(o => o.Counts()).ToArray(), orders.Select(o => o.RequiresShipping).ToArray(),
        orders.Select(o => o.Fulfilled).ToArray(), orders.Select(o => (long)(o.Total * 100)).ToArray(), orders.Select(o => o.Currency).ToArray(),
    ];

    private static void Add(NpgsqlBatch batch, TwinStory[] story) => batch.Add(Tell,
        story.Select(s => s.Shop).ToArray(), story.Select(s => s.Id).ToArray(), story.Select(s => s.Key).ToArray(),
        story.Select(s => s.At).ToArray(), story.Select(s => s.Step).ToArray(), story.Select(s => s.Text).ToArray());

    private static void Put(NpgsqlBatch batch, Answer[] gives)
    {
        batch.Add(PutParcels, gives.Select(a => a.Shop).ToArray(), gives.Select(a => a.Id).ToArray(), gives.Select(a => a.Name).ToArray(), gives.Select(a => a.Customer).ToArray(),
            gives.Select(a => a.Ordinal).ToArray(), gives.Select(a => a.OrderedAt).ToArray(), gives.Select(a => a.Version).ToArray());
        var lines = gives.SelectMany(a => a.Lines.Select((line, i) => (Of: a, Position: i, Line: line))).ToArray();
        batch.Add(PutLines, lines.Select(l => l.Of.Shop).ToArray(), lines.Select(l => l.Of.Id).ToArray(), lines.Select(l => l.Position).ToArray(),
            lines.Select(l => l.Line.Kind).ToArray(), lines.Select(l => l.Line.Sku).ToArray(), lines.Select(l => l.Line.Title).ToArray(),
            lines.Select(l => l.Line.Text).ToArray(), lines.Select(l => l.Line.Value).ToArray(), lines.Select(l => l.Of.Why).ToArray(), TwinRule.Name);
    }

    private static RankedOrder Ranked(NpgsqlDataReader r) => new()
    {
        Shop = r.GetString(0), Id = r.GetInt64(1), Name = r.GetString(2), Customer = r.GetFieldValue<long?>(3), FirstName = r.IsDBNull(4) ? null : r.GetString(4),
        CreatedAt = r.GetInt64(5), RequiresShipping = r.GetBoolean(6), Fulfilled = r.GetBoolean(7), Currency = r.GetString(8),
        Ordinal = r.GetFieldValue<long?>(9), Spend = r.GetFieldValue<long?>(10), Version = r.GetInt64(11),
    };
}
