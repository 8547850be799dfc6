using System.Text;

namespace Delight.ObjectMother;

/// <summary>What the programs that are tested write, kept below one folder: tests/run.sh searches all of it for secrets when everything is over.</summary>
public static class Written
{
    /// <summary>A part of every secret that tests give to a program, and of nothing else.</summary>
    public const string Mark = "not-to-be-written";

    private static readonly string? Folder = Environment.GetEnvironmentVariable("DELIGHT_TEST_WRITTEN");

    /// <param name="name">Says what wrote it; several of one name are kept apart.</param>
    public static void Keep(string name, string text)
    {
        if (Folder is { Length: > 0 })
        {
            File.WriteAllText(Path.Combine(Folder, $"{Guid.NewGuid():N}-{name}"), text);
        }
    }

    public static void Keep(string name, IEnumerable<string> lines) => Keep(name, new StringBuilder().AppendJoin('\n', lines).ToString());
}
