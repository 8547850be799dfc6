using System.Collections.Concurrent;
using System.Globalization;
using Delight.Contracts;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Delight.Rules;

/// <summary>The words of a note: a Handlebars text with <c>firstName</c> (may be absent), <c>ordinal</c> (in words), <c>number</c> (the
/// same in digits), <c>orderName</c>, <c>months</c> (whole ones since the first order, such as <c>seven months</c>; absent before there is
/// one), <c>monthCount</c> (the same in digits), <c>item</c> (the first thing bought; may be absent), <c>items</c> (all that are known),
/// <c>itemList</c> (the same to go through one by one) <c>maker</c> (of the first that has one) and <c>extra</c>
/// (whether something extra of the rule's is in the parcel). A word <c>*between stars*</c> is stressed, and whoever writes the note by hand sees it so.</summary>
public static class NoteTemplate
{
    private const int MostCompiled = 1_000;
    private static readonly string[] Known = ["firstName", "ordinal", "number", "orderName", "months", "monthCount", "item", "items", "itemList", "maker", "extra"];
    private static readonly OrderItem[] LikelyItems = [new("A beeswax candle, small", "Ada Lovelace"), new("Soap"), new("Tea")];
    private static readonly IHandlebars Engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
    private static readonly IHandlebars Strict = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> Compiled = new();

    /// <param name="more">What the rule itself knows besides.</param>
    public static string Write(string template, OrderRanked order, IReadOnlyDictionary<string, object?>? more = null, LanguageSettings? language = null, bool withExtra = true) =>
        CompiledOf(template)(Facts(order.CustomerFirstName, order.Ordinal ?? 0, order.OrderName, MonthsOf(order), order.Items, more, language, withExtra));

    /// <summary>What is wrong with a template, as a sentence; nothing when it can be used.</summary>
    public static string? Fault(string template, params IReadOnlyList<string> more)
    {
        if (string.IsNullOrWhiteSpace(template))
        {
            return "it is empty.";
        }

        try
        {
            // Some faults, such as a helper or a name that nobody knows, show only in writing.
            var compiled = Strict.Compile(template);
            var ofRule = more.ToDictionary(m => m, object? (m) => m);
            compiled(Facts("Ada", 4, "#1042", 7, LikelyItems, ofRule, null));
            compiled(Facts(null, 4, "#1042", 0, [], ofRule, null, withExtra: false));
            return null;
        }
        catch (HandlebarsUndefinedBindingException unknown)
        {
            return $"{{{{{unknown.Path}}}}} is not known; a note knows {string.Join(", ", Known.Concat(more))}.";
        }
        catch (HandlebarsException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The words with everything in them that a name and an order are likely to bring at most.</summary>
    internal static string LongestOf(string template, string firstName, IReadOnlyList<string> more, LanguageSettings? language = null) =>
        Engine.Compile(template)(Facts(firstName, 7, "#100000000", 11, LikelyItems, more.ToDictionary(m => m, object? (_) => "eleven years"), language));

    /// <summary>Stars stress words, and only those of whoever made the words.</summary>
    internal static string? WithoutStars(string? text) => text?.Replace("*", "", StringComparison.Ordinal);

    private static HandlebarsTemplate<object, object> CompiledOf(string template)
    {
        if (Compiled.Count > MostCompiled)
        {
            Compiled.Clear(); // Settings have a handful; previews may try any number.
        }

        return Compiled.GetOrAdd(template, t => Engine.Compile(t));
    }

    /// <param name="language">Absent for English.</param>
    private static Dictionary<string, object?> Facts(
        string? firstName, int ordinal, string orderName, int months, IReadOnlyList<OrderItem> items, IReadOnlyDictionary<string, object?>? more, LanguageSettings? language, bool withExtra = true)
    {
        string[] titles = [.. items.Select(i => WithoutStars(i.Title)!)];
        return new Dictionary<string, object?>(more ?? new Dictionary<string, object?>())
        {
            ["firstName"] = WithoutStars(firstName), ["ordinal"] = language is null ? Ordinal.InWords(ordinal) : language.Ordinals.ElementAtOrDefault(ordinal - 1) ?? Digits(ordinal), ["number"] = Digits(ordinal),
            ["orderName"] = orderName, ["months"] = months <= 0 ? null : language is null ? Counted.InWords(months, "month") : Digits(months), ["monthCount"] = months > 0 ? Digits(months) : null,
            ["item"] = titles.FirstOrDefault(), ["items"] = titles.Length == 0 ? null : language is null ? Listed(titles) : string.Join(", ", titles), ["itemList"] = titles,
            ["maker"] = more?.GetValueOrDefault("maker") ?? WithoutStars(items.Select(i => i.Maker).FirstOrDefault(m => m is not null)), ["extra"] = withExtra,
        };
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One, two and three.</summary>
    private static string Listed(string[] titles) => titles.Length == 1 ? titles[0] : $"{string.Join(", ", titles[..^1])} and {titles[^1]}";

    private static int MonthsOf(OrderRanked order)
    {
        if (order.FirstOrderAt is not { } first)
        {
            return 0;
        }

        var months = ((order.CreatedAt.Year - first.Year) * 12) + order.CreatedAt.Month - first.Month;
        return first.AddMonths(months) > order.CreatedAt ? months - 1 : months;
    }
}
