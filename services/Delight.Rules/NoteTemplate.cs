using System.Collections.Concurrent;
using Delight.Contracts;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Delight.Rules;

/// <summary>The words of a note: a Handlebars text with <c>firstName</c> (may be absent), <c>ordinal</c> (in words) and <c>orderName</c>.</summary>
public static class NoteTemplate
{
    private static readonly IHandlebars Engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
    private static readonly IHandlebars Strict = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> Compiled = new();

    public static string Write(string template, OrderRanked order) =>
        Write(Compiled.GetOrAdd(template, t => Engine.Compile(t)), order.CustomerFirstName, order.Ordinal ?? 0, order.OrderName);

    /// <summary>What is wrong with a template, as a sentence; nothing when it can be used.</summary>
    public static string? Fault(string template)
    {
        if (string.IsNullOrWhiteSpace(template))
        {
            return "it is empty.";
        }

        try
        {
            // Some faults, such as a helper or a name that nobody knows, show only in writing.
            var compiled = Strict.Compile(template);
            Write(compiled, "Ada", 4, "#1042");
            Write(compiled, null, 4, "#1042");
            return null;
        }
        catch (HandlebarsUndefinedBindingException unknown)
        {
            return $"{{{{{unknown.Path}}}}} is not known; a note knows firstName, ordinal and orderName.";
        }
        catch (HandlebarsException fault)
        {
            return fault.Message;
        }
    }

    private static string Write(HandlebarsTemplate<object, object> template, string? firstName, int ordinal, string orderName) =>
        template(new { firstName, ordinal = Ordinal.InWords(ordinal), orderName });
}
