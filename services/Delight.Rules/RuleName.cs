using System.Text.RegularExpressions;

namespace Delight.Rules;

/// <summary>A rule's wire name is its class name in kebab case: lines, stories, verbs, API and queue use it.</summary>
public static partial class RuleName
{
    public static string Of(Type rule) => WordStarts().Replace(rule.Name, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStarts();
}
