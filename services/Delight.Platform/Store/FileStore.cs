namespace Delight.Platform.Store;

/// <summary>A store in one file, for what a process keeps for itself whatever the installation's store is.</summary>
public static class FileStore
{
    /// <param name="path">The folder is made when it is missing.</param>
    public static IStore Open(string path) => new SqliteStore($"Data Source={path}");
}
