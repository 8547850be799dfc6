using Delight.ObjectMother;

namespace Delight.Host.Tests.GuardRails;

/// <summary>The rule that the README shows is the one that the tests of the whole run beside the others, under another name: whoever pastes
/// it in has no other rule of that name, and so no other consumer of its queue.</summary>
public class ReadmesRuleTests
{
    private const int MostLines = 30;
    private const string Shown = "HolidayThanks";
    private const string Run = "StarInDecember";

    [Test]
    public void It_is_the_one_that_is_tested() => Assert.That(
        Body(Block($"public sealed class {Shown} ")), Is.EqualTo(Body(File.ReadAllText(Repository.File($"tests/Delight.System.Tests/Newcomers/{Run}.cs")).Replace(Run, Shown, StringComparison.Ordinal))));

    [TestCase($"public sealed class {Shown} ")]
    [TestCase($"internal sealed class {Shown}Tests")]
    public void It_fits_in_thirty_lines(string declaration) => Assert.That(Block(declaration).Trim().Split('\n'), Has.Length.LessThanOrEqualTo(MostLines));

    private static string Block(string declaration) => File.ReadAllText(Repository.File("README.md")).Split("```csharp\n").Skip(1)
        .Select(b => b.Split("```")[0]).Single(b => b.Contains(declaration, StringComparison.Ordinal));

    /// <summary>Without usings and namespace, which say where a file lies.</summary>
    private static string Body(string file) =>
        string.Join('\n', file.ReplaceLineEndings("\n").Split('\n').Where(l => !l.StartsWith("using ", StringComparison.Ordinal) && !l.StartsWith("namespace ", StringComparison.Ordinal))).Trim();
}
