using System.Text;
using System.Text.Json;
using Delight.Host.Preview;
using Delight.Host.Tests.Serving;
using Delight.ObjectMother;
using Delight.Rules;
using Delight.Simulator;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace Delight.Host.Tests.Preview;

/// <summary>What a rule would have given, before it goes live.</summary>
public class PreviewTests
{
    private const string Rule = "fourth-to-seventh-order";

    private static readonly string History = "order_id,customer_id,created_at,total\n"
        + string.Concat(from customer in Enumerable.Range(1, 3) from order in Enumerable.Range(1, customer * 2) select $"{(customer * 100) + order},{customer},2026-0{order}-15T10:00:00Z,20\n");

    [Test]
    public void It_says_how_often_for_whom_and_by_month_with_the_words_of_examples()
    {
        var (exitCode, lines) = Run(History);

        Assert.That(exitCode, Is.Zero);
        Assert.That(lines, Does.Contain("fourth-to-seventh-order on 12 orders, of which 12 count:"));
        Assert.That(lines, Does.Contain("  4 match, of 2 customers: 4 extras and 4 notes."));
        Assert.That(lines, Has.Some.Matches("4th +2").And.Some.Matches("2026-04 +2 +2 +2").And.Some.Matches("2026-06 +1 +1 +1"));
        Assert.That(lines, Does.Contain("#204, 2026-04-15: 4th to 7th order matched: this is the customer's 4th").And.Contains("    1 × A wrapped sweet (DELIGHT-SWEET)"));
        Assert.That(lines, Has.Some.StartsWith("    note: This is your fourth order"));
    }

    [Test]
    public void Other_settings_are_compared_with_those_in_force()
    {
        var (_, lines) = Run(History, "From=3", "To=4");

        Assert.That(lines, Does.Contain("With From=3, To=4:").And.Contains("  4 match, of 2 customers: 4 extras and 4 notes.").And.Contains("  2 orders only then, 2 no more."));
    }

    [Test]
    public void With_a_catalogue_and_a_budget_it_says_what_it_costs_and_what_runs_out()
    {
        (string, string)[] settings =
        [
            ("Delight__Giving__Shops__0__Shop", Shop.Domain), ("Delight__Giving__Shops__0__MonthlyBudget", "2.10"),
            ("Delight__Giving__Shops__0__Catalogue__0__Sku", "DELIGHT-SWEET"), ("Delight__Giving__Shops__0__Catalogue__0__Title", "A wrapped sweet"),
            ("Delight__Giving__Shops__0__Catalogue__0__Cost", "0.20"), ("Delight__Giving__Shops__0__Catalogue__0__Value", "1"), ("Delight__Giving__Shops__0__Catalogue__0__Stock", "1"),
        ];
        foreach (var (name, value) in settings)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            var (_, lines) = Run(History);

            Assert.That(lines, Has.Some.Matches("4 match, of 2 customers: 1 extras and 4 notes, 0.20 in all."));
            Assert.That(lines, Does.Contain("A wrapped sweet: none left from 2026-04-15 on.").And.Contains("the shop's budget of 2026-05: none left from 2026-05-15 on."));
        }
        finally
        {
            Array.ForEach(settings, s => Environment.SetEnvironmentVariable(s.Item1, null));
        }
    }

    [Test]
    public void On_cdnow_it_matches_what_was_counted_independently()
    {
        var history = CdnowHistory.Read(Repository.Shared("data/cdnow/CDNOW_master.txt")).ToArray();

        var result = new RulePreview(new ConfigurationBuilder().Build(), null).Of(typeof(FourthToSeventhOrder), history.Length, RulePreview.Rank(history), []);

        Assert.That((result.Matched, result.Extras, result.Notes, result.Examples.Count), Is.EqualTo((14_516, 14_516, 14_516, 20)));
        Assert.That(result.ByOrdinal, Is.EquivalentTo(new Dictionary<int, int> { [4] = 5366, [5] = 3925, [6] = 2930, [7] = 2295 }));
    }

    [TestCase("sixth-order", "From=3", "\"sixth-order\" is no rule; there is ")]
    [TestCase(Rule, "From", "--set From names no value; write it like --set From=3.")]
    [TestCase(Rule, "Form=3", "There is no setting Delight:Rules:FourthToSeventhOrder:Form; below ")]
    [TestCase(Rule, "From=0", "Delight:Rules:FourthToSeventhOrder:From is 0 and To is 7;")]
    public async Task A_mistake_is_a_sentence(string rule, string set, string says)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("orders.csv"), History);

        var (exitCode, _, error) = await BuiltProgram.RunAsync(["preview", rule, "--orders", folder.File("orders.csv"), "--set", set]);

        Assert.That((exitCode, error.StartsWith(says, StringComparison.Ordinal)), Is.EqualTo((1, true)), error);
    }

    [Test]
    public async Task The_api_answers_the_same()
    {
        await using var server = await Started.WithAsync();

        var (status, answer) = await PostAsync(server, $"/api/v1/rules/{Rule}/preview?set=From=3", History);

        Assert.That(status, Is.EqualTo(200));
        Assert.That(answer.GetProperty("inForce").GetProperty("matched").GetInt32(), Is.EqualTo(4));
        Assert.That(answer.GetProperty("tried").GetProperty("onlyThen").GetInt32(), Is.EqualTo(2));
        Assert.That(answer.GetProperty("inForce").GetProperty("examples")[0].GetProperty("lines")[0].GetString(), Is.EqualTo("1 × A wrapped sweet (DELIGHT-SWEET)"));
        var (bad, says) = await PostAsync(server, $"/api/v1/rules/{Rule}/preview", "order_id,customer_id,created_at,total\n1,2,never,3\n");
        Assert.That(bad, Is.EqualTo(400));
        Assert.That(says.GetProperty("detail").GetString(), Does.StartWith("The file, line 2, column \"created_at\":"));
    }

    private static async Task<(int Status, JsonElement Body)> PostAsync(Started server, string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await server.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private static (int ExitCode, string[] Lines) Run(string history, params string[] set)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("orders.csv"), history);
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        var exitCode = PreviewVerb.Run(console, Rule, folder.File("orders.csv"), set, null, typeof(RulesModule).Assembly);
        return (exitCode, text.ToString().ReplaceLineEndings("\n").Split('\n'));
    }
}
