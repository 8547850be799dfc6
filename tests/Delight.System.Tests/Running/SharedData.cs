namespace Delight.SystemTests.Running;

/// <summary>Recorded data beside the project; a test that needs it is skipped where it is not.</summary>
internal static class SharedData
{
    public static string File(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Delight.sln")))
        {
            folder = folder.Parent;
        }

        var file = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "data", relative);
        if (!System.IO.File.Exists(file))
        {
            Assert.Ignore($"No ../shared/data/{relative}.");
        }

        return file;
    }

    /// <summary>The long form of a test was asked for.</summary>
    public static bool Long => Environment.GetEnvironmentVariable("DELIGHT_TEST_LONG") == "1";
}
