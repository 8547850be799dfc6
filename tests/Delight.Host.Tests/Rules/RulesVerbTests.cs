using Delight.Host.Rules;
using Delight.Rules;
using Spectre.Console;

namespace Delight.Host.Tests.Rules;

public class RulesVerbTests
{
    [Test]
    public void A_rule_is_listed_with_its_sentence_its_queue_and_its_settings()
    {
        var lines = Print();

        Assert.That(lines.SkipWhile(l => l != "fourth-to-seventh-order").Take(9), Is.EqualTo(new[]
        {
            "fourth-to-seventh-order",
            "  Customers on their fourth to seventh order find something extra in the parcel, and a note.",
            "  It fits our customers' values because they value being known by the people they buy from, and keep coming back to them.",
            "  A customer would say: I did not expect anything, and somebody had counted.",
            "  Our motive is thanks for loyalty that was already shown, with no word about the next order.",
            "  queue     rule-fourth-to-seventh-order",
            "  setting   Delight:Rules:FourthToSeventhOrder:From = 4",
            "  setting   Delight:Rules:FourthToSeventhOrder:To = 7",
            "  setting   Delight:Rules:FourthToSeventhOrder:Note = " + new FourthToSeventhOrderSettings().Note,
        }));
    }

    [Test]
    public void A_rule_that_is_off_by_default_is_on_when_it_is_named()
    {
        Assert.That(Print(), Has.One.EqualTo("welcome-note  (off)"));
        Environment.SetEnvironmentVariable("Delight__Rules__On__0", "welcome-note");
        try
        {
            Assert.That(Print(), Has.One.EqualTo("welcome-note"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Delight__Rules__On__0", null);
        }
    }

    [Test]
    public void The_extras_are_among_the_settings_in_force() =>
        Assert.That(Print(), Has.Some.Contains("FourthToSeventhOrder:Extras").And.Some.Contains("DELIGHT-SWEET"));

    [Test]
    public void A_newcomers_rule_is_listed_without_anything_else_edited() =>
        Assert.That(Print(typeof(EverybodyIsGreeted).Assembly), Has.Some.EqualTo("everybody-is-greeted")
            .And.Some.EqualTo("  queue     rule-everybody-is-greeted")
            .And.Some.EqualTo("  setting   Delight:Rules:EverybodyIsGreeted:Words = Hello!"));

    [Test]
    public void The_settings_are_those_now_in_force()
    {
        Environment.SetEnvironmentVariable("Delight__Rules__FourthToSeventhOrder__To", "9");
        try
        {
            Assert.That(Print(), Does.Contain("  setting   Delight:Rules:FourthToSeventhOrder:To = 9"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Delight__Rules__FourthToSeventhOrder__To", null);
        }
    }

    [Test]
    public void A_rule_that_is_switched_off_is_marked()
    {
        Environment.SetEnvironmentVariable("Delight__Rules__Off__0", "fourth-to-seventh-order");
        try
        {
            Assert.That(Print(), Has.One.EqualTo("fourth-to-seventh-order  (off)"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Delight__Rules__Off__0", null);
        }
    }

    private static string[] Print(params System.Reflection.Assembly[] more)
    {
        var paper = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(paper) });
        console.Profile.Width = 1000;
        Assert.That(RulesVerb.Print(console, [typeof(RulesModule).Assembly, .. more]), Is.Zero);
        return [.. paper.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())];
    }
}
