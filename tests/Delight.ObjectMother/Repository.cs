using NUnit.Framework;

namespace Delight.ObjectMother;

/// <summary>Files of the checkout that tests look at, and data that lies beside it.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>A path below ../shared; a test that needs it is left out where it is not there.</summary>
    public static string Shared(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Root, "..", "shared", path));
        if (!Path.Exists(full))
        {
            Assert.Ignore($"No ../shared/{path} beside the checkout.");
        }

        return full;
    }

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !Path.Exists(Path.Combine(folder.FullName, "Delight.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie inside a checkout: there is no Delight.sln above them.");
    }
}
