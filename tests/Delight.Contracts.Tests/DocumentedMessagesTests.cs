using System.Text.RegularExpressions;
using Delight.ObjectMother;

namespace Delight.Contracts.Tests;

public class DocumentedMessagesTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("contracts/README.md")).ReplaceLineEndings("\n");

    [TestCaseSource(typeof(Sample), nameof(Sample.Types))]
    public void The_page_shows_the_pinned_sample(string type) =>
        Assert.That(JsonOf(type), Is.EqualTo(Sample.Pinned(type)));

    [Test]
    public void Every_message_type_has_a_section() =>
        Assert.That(Regex.Matches(Page, "^## `(?<type>\\w+)`$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Groups["type"].Value),
            Is.EqualTo(Sample.Types));

    [TestCaseSource(typeof(Sample), nameof(Sample.Types))]
    public void Every_field_is_explained(string type) =>
        Assert.That(Sample.MessageType(type).GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]),
            Has.All.Matches<string>(name => Section(type).Contains($"| `{name}` |", StringComparison.Ordinal)));

    private static string JsonOf(string type) =>
        Regex.Match(Section(type), "^```json\n(?<json>.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["json"].Value;

    private static string Section(string type)
    {
        var parts = Page.Split($"\n## `{type}`\n");
        return parts.Length == 2 ? parts[1].Split("\n## ")[0] : "";
    }
}
