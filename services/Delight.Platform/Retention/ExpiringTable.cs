using Delight.Platform.Store;

namespace Delight.Platform.Retention;

/// <summary>A module's table whose rows are kept for a time: its key is the shop, a number and a text.</summary>
/// <param name="Number">The column of the number.</param>
/// <param name="Text">The column of the text.</param>
/// <param name="Time">The column that says when the row was written; 0 where that is not known, and it counts from now.</param>
public sealed record ExpiringTable(string Name, string Number, string Text, string Time, Func<RetentionSettings, int> Days)
{
    private const int Page = 2000;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    /// <summary>Walks the whole table by its key, in small steps, so that no index has to be kept for it and nobody waits long.</summary>
    /// <param name="keep">Rows that are older go.</param>
    /// <returns>How many rows are gone.</returns>
    public async Task<int> DropAsync(IStore store, DateTimeOffset now, TimeSpan keep, CancellationToken cancellationToken)
    {
        var (dropped, last) = (0, new Row());
        while (true)
        {
            var page = await store.ReadAsync(session => session.QueryAsync<Row>($"""
                select shop, {Number} as number, {Text} as text, {Time} as at from {Name}
                where (shop, {Number}, {Text}) > (@Shop, @Number, @Text)
                order by shop, {Number}, {Text} limit {Page}
                """, last), cancellationToken);
            Row[] undated = [.. page.Where(r => r.At == 0).Select(r => r with { Now = now.ToStore() })];
            Row[] old = [.. page.Where(r => r.At != 0 && r.At < (now - keep).ToStore())];
            if (undated.Length + old.Length > 0)
            {
                await store.WriteAsync(async session =>
                {
                    await session.EachAsync($"update {Name} set {Time} = @Now where shop = @Shop and {Number} = @Number and {Text} = @Text and {Time} = 0", undated);
                    await session.EachAsync($"delete from {Name} where shop = @Shop and {Number} = @Number and {Text} = @Text and {Time} = @At", old);
                }, cancellationToken);
                dropped += old.Length;
            }

            if (page.Count < Page)
            {
                return dropped;
            }

            last = page[^1];
            await Task.Delay(Breath, cancellationToken);
        }
    }

    private sealed record Row
    {
        public string Shop { get; init; } = "";
        public long Number { get; init; } = long.MinValue;
        public string Text { get; init; } = "";
        public long At { get; init; }
        public long Now { get; init; }
    }
}
