namespace Delight.Benchmarks.Processes;

/// <summary>Where the programs lie that are measured.</summary>
/// <param name="Repository">The folder of Delight.sln.</param>
/// <param name="Host">Delight.Host.dll.</param>
internal sealed record Programs(string Repository, string Host)
{
    /// <summary>This program, which also holds the bare contenders.</summary>
    public static string Own { get; } = typeof(Programs).Assembly.Location;

    /// <summary>Delight as built beside this program, unless another is named.</summary>
    public static Programs Find(FileInfo? host)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        var framework = folder.Name;
        var configuration = folder.Parent!.Name;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Delight.sln")))
        {
            folder = folder.Parent;
        }

        var repository = folder?.FullName ?? throw new DirectoryNotFoundException("This program must lie within the repository.");
        var built = Path.Combine(repository, "services", "Delight.Host", "bin", configuration, framework, "Delight.Host.dll");
        return new Programs(repository, host?.FullName ?? built);
    }
}
