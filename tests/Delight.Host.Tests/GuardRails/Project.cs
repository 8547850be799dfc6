using System.Xml.Linq;
using Delight.ObjectMother;

namespace Delight.Host.Tests.GuardRails;

/// <summary>A project file, as far as these tests look at it.</summary>
internal sealed record Project(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> Frameworks)
{
    public static IReadOnlyList<Project> All { get; } =
    [
        .. new[] { "contracts", "services" }
            .SelectMany(folder => Directory.GetFiles(Repository.File(folder), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(Read),
    ];

    public static Project Named(string name) => All.Single(p => p.Name == name);

    private static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        return new Project(
            Path.GetFileNameWithoutExtension(file),
            [.. Includes(xml, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/')))],
            Includes(xml, "PackageReference"),
            Includes(xml, "FrameworkReference"));
    }

    private static string[] Includes(XDocument xml, string element) => [.. xml.Descendants(element).Select(e => (string)e.Attribute("Include")!).Order(StringComparer.Ordinal)];
}
