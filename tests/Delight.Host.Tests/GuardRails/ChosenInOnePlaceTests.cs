using System.Text.RegularExpressions;
using Delight.ObjectMother;

namespace Delight.Host.Tests.GuardRails;

/// <summary>Bus and store are chosen in one place each; nobody else knows which it is.</summary>
public class ChosenInOnePlaceTests
{
    private static readonly Regex Words = new("InMemory|RabbitMq|Sqlite|Postgres", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    [Test]
    public void The_names_of_buses_and_stores_stand_in_platform_settings_and_verbs_only()
    {
        var services = Repository.File("services");
        var knowing = Directory.GetFiles(services, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(services, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(folder => folder is "obj" or "bin") && !MayKnow(file))
            .SelectMany(file => File.ReadLines(Path.Combine(services, file)).Index()
                .Where(line => Words.IsMatch(line.Item)).Select(line => $"{file}:{line.Index + 1}: {line.Item.Trim()}"));

        Assert.That(knowing, Is.Empty);
    }

    [Test]
    public void The_program_is_a_page_that_can_be_taken_in_at_a_glance() =>
        Assert.That(File.ReadAllLines(Repository.File("services/Delight.Host/Program.cs")), Has.Length.LessThanOrEqualTo(25));

    private static bool MayKnow(string file) =>
        file.StartsWith("Delight.Platform/", StringComparison.Ordinal)
        || file.StartsWith("Delight.Host/Demo/", StringComparison.Ordinal) // A verb: it says which form it runs.
        || Path.GetFileName(file).Contains("Settings", StringComparison.Ordinal)
        || file.EndsWith("Verb.cs", StringComparison.Ordinal);
}
