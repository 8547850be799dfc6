namespace Delight.Simulator.Tests;

/// <summary>Data that lies beside the repository and is no part of it.</summary>
internal static class SharedData
{
    /// <summary>The full path, or the end of the test as ignored when the data is not there.</summary>
    public static string Find(string name)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Delight.sln")))
            folder = folder.Parent;

        var path = folder is null ? name : Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", name));
        if (!Path.Exists(path))
            Assert.Ignore($"No ../shared/data/{name}.");
        return path;
    }
}
