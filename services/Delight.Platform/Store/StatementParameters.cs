using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Delight.Platform.Store;

/// <summary>Which of a record's properties a statement names, worked out once for each pair of them.</summary>
internal sealed partial class StatementParameters
{
    private static readonly ConcurrentDictionary<(string Sql, Type Row), StatementParameters> Known = new();
    private readonly (string Name, PropertyInfo Property, NpgsqlDbType Type)[] _named;

    private StatementParameters(string sql, Type row)
    {
        var names = Names().Matches(sql).Select(m => m.Value[1..]).ToHashSet();
        _named = [.. row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => names.Contains(p.Name)).Select(p => (p.Name, p, DbType(p)))];
    }

    public static StatementParameters Of(string sql, object row) => Known.GetOrAdd((sql, row.GetType()), static k => new StatementParameters(k.Sql, k.Row));

    /// <summary>Adds them with the row's values.</summary>
    public void AddTo(NpgsqlParameterCollection parameters, object row)
    {
        foreach (var (name, property, type) in _named)
        {
            parameters.Add(new NpgsqlParameter(name, type) { Value = property.GetValue(row) ?? DBNull.Value });
        }
    }

    /// <summary>Sets the row's values in parameters that were added for an earlier row of the same type, or adds them.</summary>
    public void SetIn(SqliteParameterCollection parameters, object row)
    {
        if (parameters.Count != _named.Length)
        {
            parameters.Clear();
            parameters.AddRange(_named.Select(n => new SqliteParameter(n.Name, null)));
        }

        for (var i = 0; i < _named.Length; i++)
        {
            parameters[i].Value = _named[i].Property.GetValue(row) ?? DBNull.Value;
        }
    }

    private static NpgsqlDbType DbType(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(string) ? NpgsqlDbType.Text
            : type == typeof(long) ? NpgsqlDbType.Bigint
            : type == typeof(int) ? NpgsqlDbType.Integer
            : type == typeof(bool) ? NpgsqlDbType.Boolean
            : type == typeof(double) ? NpgsqlDbType.Double
            : type == typeof(byte[]) ? NpgsqlDbType.Bytea
            : throw new NotSupportedException($"{property.DeclaringType?.Name}.{property.Name} is a {type.Name}, which no column holds.");
    }

    [GeneratedRegex("@[A-Za-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
