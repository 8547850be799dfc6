namespace Delight.Benchmarks.Processes;

/// <summary>The programs, a folder for files that goes with the run, and the servers from when they are first needed.</summary>
internal sealed class Workshop(Programs programs) : IAsyncDisposable
{
    // Not CreateTempSubdirectory: the servers' own users must be able to enter it.
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"delight-benchmarks-{Guid.NewGuid():N}"));
    private Servers? _servers;
    private int _folders;

    public Programs Programs => programs;

    public async Task<Servers> ServersAsync(CancellationToken cancellationToken) => _servers ??= await Servers.StartAsync(programs, _folder.FullName, cancellationToken);

    public string NewFolder() => _folder.CreateSubdirectory($"{++_folders}").FullName;

    public async ValueTask DisposeAsync()
    {
        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
