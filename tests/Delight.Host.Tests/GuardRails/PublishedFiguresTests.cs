using Delight.ObjectMother;

namespace Delight.Host.Tests.GuardRails;

/// <summary>What the README says came of the faults is what a run of the tests wrote.</summary>
public class PublishedFiguresTests
{
    [Test]
    public void The_readme_has_every_row_of_the_last_run()
    {
        var rows = Rows("tests/Delight.Chaos.Tests/results.md");
        Assert.That(rows, Has.Length.GreaterThan(15));
        Assert.That(Rows("README.md"), Is.SupersetOf(rows));
    }

    private static string[] Rows(string file) => [.. File.ReadLines(Repository.File(file)).Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
}
