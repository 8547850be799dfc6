using System.Data.Common;

namespace Delight.Platform.Store;

internal static class RowReader
{
    static RowReader() => Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;

    public static async Task AddAllAsync<T>(DbDataReader reader, List<T> results, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
        {
            return;
        }

        var parse = Parser<T>(reader);
        do
        {
            results.Add(parse(reader));
        }
        while (await reader.ReadAsync(cancellationToken));
    }

    /// <summary>A single column needs no mapping, and Dapper's row parser knows none for text.</summary>
    private static Func<DbDataReader, T> Parser<T>(DbDataReader reader) =>
        typeof(T) == typeof(string) || typeof(T) == typeof(long) ? r => r.GetFieldValue<T>(0) : Dapper.SqlMapper.GetRowParser<T>(reader);
}
