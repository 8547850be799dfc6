using Delight.Contracts;
using Delight.Platform.Access;
using Delight.Rules;

namespace Delight.Host.Rules;

/// <summary>Every rule with what it does, whether it is on, its settings in force and its answers to the empty chair.</summary>
internal static class RulesApi
{
    /// <param name="rules">Those of the installation, and whether each is on.</param>
    public static void Map(IEndpointRouteBuilder api, IReadOnlyList<(Type Rule, bool IsOn)> rules) =>
        api.MapGet("/rules", (IConfiguration configuration, string? shop = null) => TypedResults.Ok(new RuleList([.. rules.Select(r => RuleView.Of(r.Rule, r.IsOn, configuration))])))
            .WithName("listRules").WithSummary("Every rule: what it does, whether it is on, its settings and its answers to the empty chair.").Needs(Scope.Read).WithoutStore();

    internal sealed record RuleList(IReadOnlyList<RuleView> Rules);

    /// <param name="Name">By which lines, stories and settings name it.</param>
    /// <param name="Chair">Absent for a rule that does not answer.</param>
    internal sealed record RuleView(string Name, string Sentence, bool On, string Queue, IReadOnlyDictionary<string, string> Settings, ChairView? Chair)
    {
        public static RuleView Of(Type rule, bool isOn, IConfiguration configuration) => new(
            RuleName.Of(rule), RulesModule.Sentence(rule), isOn, Queues.OfRule(RuleName.Of(rule)),
            RulesModule.Settings(rule, configuration).ToDictionary(s => $"Delight:Rules:{rule.Name}:{s.Name}", s => s.Value),
            RulesModule.ChairOf(rule) is { } chair ? new ChairView(chair.FitsBecause, chair.CustomerWouldSay, chair.MotiveIs) : null);
    }

    internal sealed record ChairView(string FitsBecause, string CustomerWouldSay, string MotiveIs);
}
