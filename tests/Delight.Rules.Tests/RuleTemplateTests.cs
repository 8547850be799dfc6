using System.Diagnostics;
using Delight.ObjectMother;

namespace Delight.Rules.Tests;

/// <summary>The template's own rule and test are compiled and run with these tests; here it is used as a developer does.</summary>
public class RuleTemplateTests
{
    [Test]
    public async Task A_new_rule_and_its_test_stand_at_the_right_places()
    {
        using var folder = new TemporaryFolder();
        var hive = folder.File("hive");

        await DotnetAsync(folder.Path, "new", "install", Repository.File("deploy/templates/rule"), "--debug:custom-hive", hive);
        await DotnetAsync(folder.Path, "new", "delight-rule", "-n", "EasterThanks", "--debug:custom-hive", hive);

        foreach (var (made, from) in new[]
        {
            ("services/Delight.Rules/EasterThanks.cs", "services/Delight.Rules/NewRule.cs"), ("tests/Delight.Rules.Tests/EasterThanksTests.cs", "tests/Delight.Rules.Tests/NewRuleTests.cs"),
        })
        {
            var template = await File.ReadAllTextAsync(Repository.File("deploy/templates/rule/" + from));
            Assert.That(await File.ReadAllTextAsync(folder.File(made)), Is.EqualTo(template.Replace("NewRule", "EasterThanks", StringComparison.Ordinal)));
        }
    }

    private static async Task DotnetAsync(string folder, params string[] arguments)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var said = await Task.WhenAll(dotnet.StandardOutput.ReadToEndAsync(), dotnet.StandardError.ReadToEndAsync());
        await dotnet.WaitForExitAsync();
        Assert.That(dotnet.ExitCode, Is.Zero, string.Concat(said));
    }
}
