namespace Delight.Rules.Tests;

/// <summary>Every rule answers, in writing: does it fit our customers' values, what would a customer say, what is our motive.</summary>
public class EmptyChairTests
{
    private const int ShortestAnswer = 20;

    private static IReadOnlyList<Type> Rules => RulesModule.In(typeof(RulesModule).Assembly);

    [TestCaseSource(nameof(Rules))]
    public void It_answers_the_three_questions(Type rule)
    {
        var chair = RulesModule.ChairOf(rule);

        Assert.That(chair, Is.Not.Null, $"Say above {rule.Name} what it answers to the customer: [EmptyChair(FitsBecause = …, CustomerWouldSay = …, MotiveIs = …)].");
        Assert.That(new[] { chair!.FitsBecause, chair.CustomerWouldSay, chair.MotiveIs }, Has.All.Matches<string>(a => a!.Trim().Length >= ShortestAnswer && !a.EndsWith('.') && !a.StartsWith('(')), "answers in words, without brackets and a stop");
    }

    [Test]
    public void Of_the_rules_only_the_fourth_to_seventh_is_on_from_the_start() =>
        Assert.That(Rules.Where(r => !RulesModule.IsOffByDefault(r)), Is.EqualTo(new[] { typeof(FourthToSeventhOrder) }));
}
