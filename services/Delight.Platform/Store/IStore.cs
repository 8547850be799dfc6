namespace Delight.Platform.Store;

/// <summary>The one database of an installation. SQL is written so that both kinds understand it.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Runs the work in one transaction and returns when it is durable. Work is run again by nobody: it throws or it holds;
    /// whoever cancels no longer waits, and does not know which.</summary>
    Task<T> WriteAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs the work on a connection of its own; all its statements see what was committed before the first.</summary>
    Task<T> ReadAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Will pass by itself: no connection, a lock, a time-out.</summary>
    bool IsTransient(Exception failure);

    /// <summary>A sentence for operations on why the store cannot be used.</summary>
    string Explain(Exception failure);

    /// <summary>Leaves nothing in the store's own log of what was deleted or overwritten, as far as the store can.</summary>
    Task ForgetAsync(CancellationToken cancellationToken);

    /// <summary>Runs the work in one transaction while no other process upgrades the schema.</summary>
    Task UpgradeAsync(Func<ISession, Task> work, CancellationToken cancellationToken);
}

/// <summary>Statements of one piece of work. Parameters are the properties of a record, named as in <c>@OrderId</c>;
/// columns are mapped to properties with the underscores left out.</summary>
public interface ISession
{
    /// <summary>Runs the statement once for each row, all in one round trip.</summary>
    Task EachAsync<TRow>(string sql, IReadOnlyCollection<TRow> rows);

    /// <summary>The same, and returns what the statements returned, in the rows' order.</summary>
    Task<IReadOnlyList<T>> EachAsync<TRow, T>(string sql, IReadOnlyCollection<TRow> rows);

    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null);

    /// <summary>Runs a script of several statements without parameters.</summary>
    Task ScriptAsync(string sql);

    /// <summary>Holds these names for the transaction; taken in one order by everyone, so that nobody waits in a circle.</summary>
    Task LockAsync(IEnumerable<string> names);

    /// <summary>Holds these names together with everyone else who shares them; who locks one of them alone waits for all.</summary>
    Task LockSharedAsync(IEnumerable<string> names);
}

public static class StoreShortcuts
{
    public static Task WriteAsync(this IStore store, Func<ISession, Task> work, CancellationToken cancellationToken) =>
        store.WriteAsync(async session =>
        {
            await work(session);
            return true;
        }, cancellationToken);

    public static async Task<T?> FirstOrDefaultAsync<T>(this ISession session, string sql, object? parameters = null)
    {
        var rows = await session.QueryAsync<T>(sql, parameters);
        return rows.Count > 0 ? rows[0] : default;
    }
}
