using System.CommandLine;
using System.Reflection;
using Delight.Contracts;
using Delight.Platform.Settings;
using Delight.Rules;
using Delight.Simulator;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Delight.Host.Preview;

/// <summary>Shows what a rule would have given on a recorded history, before it goes live.</summary>
internal static class PreviewVerb
{
    public static Command Create()
    {
        var rule = new Argument<string>("RULE") { Description = "The rule, by the name that the verb rules shows." };
        var orders = new Option<string>("--orders") { Description = "A recorded history: the platform's order export (CSV), or order_id,customer_id,created_at,total.", Required = true };
        var set = new Option<string[]>("--set") { Description = "A setting of the rule to try instead of the one in force, such as From=3; may be given several times.", DefaultValueFactory = _ => [] };
        var shop = new Option<string?>("--shop") { Description = "Whose catalogue and budget are reckoned with; the first under Delight:Giving:Shops when absent." };
        var command = new Command("preview", "Shows what a rule would have given on a recorded history, and what other settings would change.") { rule, orders, set, shop };
        command.SetAction(parsed => Run(AnsiConsole.Console, parsed.GetValue(rule)!, parsed.GetValue(orders)!, parsed.GetValue(set)!, parsed.GetValue(shop), typeof(RulesModule).Assembly));
        return command;
    }

    public static int Run(IAnsiConsole console, string name, string file, string[] changed, string? shop, params Assembly[] assemblies)
    {
        var rules = assemblies.SelectMany(RulesModule.In).ToArray();
        if (rules.FirstOrDefault(r => RuleName.Of(r) == name) is not { } rule)
        {
            return Refuse($"\"{name}\" is no rule; there is {string.Join(", ", rules.Select(RuleName.Of))}.");
        }

        if (changed.FirstOrDefault(c => c.IndexOf('=', StringComparison.Ordinal) < 1) is { } odd)
        {
            return Refuse($"--set {odd} names no value; write it like --set From=3.");
        }

        try
        {
            var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
            var preview = new RulePreview(configuration, shop);
            if (preview.Fault() is { } fault)
            {
                return Refuse(fault);
            }

            var results = console.Progress().AutoClear(true).Start(progress => Results(progress, preview, rule, file, changed));
            new PreviewReport(console).Print(results[0], results.Count > 1 ? results[1] : null);
            return 0;
        }
        catch (OrderHistoryException unreadable)
        {
            return Refuse(unreadable.Message);
        }
        catch (OptionsValidationException mistaken)
        {
            return Refuse(string.Join(Environment.NewLine, ValidatedSettings.Faults(mistaken)));
        }
    }

    private static List<PreviewResult> Results(ProgressContext progress, RulePreview preview, Type rule, string file, string[] changed)
    {
        var reading = progress.AddTask("Reading the orders", maxValue: 1);
        var history = OrderHistoryFile.Read(file);
        var ranked = RulePreview.Rank(history);
        reading.Increment(1);
        var results = new List<PreviewResult>();
        foreach (var settings in changed.Length == 0 ? [changed] : new[] { [], changed })
        {
            var deciding = progress.AddTask(settings.Length == 0 ? "Deciding" : $"Deciding with {string.Join(", ", settings)}", maxValue: Math.Max(1, ranked.Count));
            results.Add(preview.Of(rule, history.Count, ranked, settings, done => deciding.Value = done));
        }

        return results;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
