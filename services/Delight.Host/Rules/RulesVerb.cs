using System.CommandLine;
using System.Reflection;
using Delight.Contracts;
using Delight.Host.Serving;
using Delight.Rules;
using Spectre.Console;

namespace Delight.Host.Rules;

/// <summary>Lists every rule with its queue, its settings and its sentence.</summary>
internal static class RulesVerb
{
    public static Command Create()
    {
        var command = new Command("rules", "Lists every rule with its queue, its settings and what it does.");
        command.SetAction(_ => Print(AnsiConsole.Console, typeof(RulesModule).Assembly));
        return command;
    }

    public static int Print(IAnsiConsole console, params Assembly[] assemblies)
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
        var all = assemblies.SelectMany(RulesModule.In).ToArray();
        var (_, off, faults) = HostSettings.SwitchedOff(configuration, all);
        foreach (var rule in all)
        {
            var name = RuleName.Of(rule);
            console.Write(new Text(name + (off.Contains(rule) ? "  (off)" : "") + Environment.NewLine, new Style(decoration: Decoration.Bold)));
            console.Write(new Text($"  {RulesModule.Sentence(rule)}{Environment.NewLine}"));
            if (RulesModule.ChairOf(rule) is { } chair)
            {
                console.Write(new Text($"  It fits our customers' values because {chair.FitsBecause}.{Environment.NewLine}"));
                console.Write(new Text($"  A customer would say: {chair.CustomerWouldSay}.{Environment.NewLine}"));
                console.Write(new Text($"  Our motive is {chair.MotiveIs}.{Environment.NewLine}"));
            }

            console.Write(new Text($"  queue     {Queues.OfRule(name)}{Environment.NewLine}"));
            foreach (var (setting, value) in RulesModule.Settings(rule, configuration))
            {
                console.Write(new Text($"  setting   Delight:Rules:{rule.Name}:{setting} = {value}{Environment.NewLine}"));
            }
        }

        foreach (var fault in faults)
        {
            console.Write(new Text(fault + Environment.NewLine));
        }

        return faults.Count;
    }
}
