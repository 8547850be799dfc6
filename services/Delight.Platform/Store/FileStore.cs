namespace Delight.Platform.Store;

/// <summary>A store in one file, for what a process keeps for itself whatever the installation's store is.</summary>
public static class FileStore
{
    // What is read is read once, in the order in which it was written.
    private const int CacheKiB = 2_000;

    /// <param name="path">The folder is made when it is missing.</param>
    /// <param name="mostMegabytes">MiB; beyond that it says it is full. The log beside it comes on top, some 32 MB.</param>
    /// <param name="setting">Which setting names the file, for a sentence that says what to mend.</param>
    public static IStore Open(string path, int mostMegabytes, string setting) => new SqliteStore($"Data Source={path}", CacheKiB, mostMegabytes, setting);
}
