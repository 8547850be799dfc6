using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Xml.Linq;
using Delight.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Rules;

/// <summary>Finds the rules: every sealed subclass of <see cref="Rule{TEvent}"/>.</summary>
public static class RulesModule
{
    public static IReadOnlyList<Type> In(Assembly assembly) => [.. assembly.GetTypes().Where(IsRule).OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>Binds and checks the settings that the rules ask for in their constructors, each from <c>Delight:Rules:ClassName</c>.</summary>
    public static void AddRules(this IServiceCollection services, IEnumerable<Type> rules)
    {
        foreach (var rule in rules)
        {
            foreach (var settings in SettingsOf(rule))
            {
                typeof(RulesModule).GetMethod(nameof(Bind), BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(settings).Invoke(null, [services, $"Delight:Rules:{rule.Name}"]);
            }
        }
    }

    /// <summary>What the rule says of an order, as it would be published.</summary>
    public static GestureDecided Answer(Rule<OrderRanked> rule, OrderRanked order) => Subject.Answer(RuleName.Of(rule.GetType()), order, () => rule.Decide(order));

    public static bool IsOffByDefault(Type rule) => rule.IsDefined(typeof(OffByDefaultAttribute), inherit: false);

    /// <summary>What the rule answers to the empty chair; nothing when it does not.</summary>
    public static EmptyChairAttribute? ChairOf(Type rule) => rule.GetCustomAttribute<EmptyChairAttribute>();

    /// <summary>What the rule does in a sentence: the summary of its class.</summary>
    public static string Sentence(Type rule)
    {
        var file = Path.ChangeExtension(rule.Assembly.Location, ".xml");
        var summary = !File.Exists(file) ? null : XDocument.Load(file).Descendants("member")
            .FirstOrDefault(m => m.Attribute("name")?.Value == $"T:{rule.FullName}")?.Element("summary")?.Value;
        return summary is null ? "(Say in the class's <summary> what the rule does.)" : string.Join(' ', summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The settings now in force, one name and value each.</summary>
    public static IEnumerable<(string Name, string Value)> Settings(Type rule, IConfiguration configuration) =>
        from type in SettingsOf(rule)
        let bound = configuration.GetSection($"Delight:Rules:{rule.Name}").Get(type) ?? Activator.CreateInstance(type)
        from property in type.GetProperties()
        where type.GetProperty(property.Name + "InForce") is null
        from setting in Shown(property.Name, property.GetValue(bound))
        select setting;

    /// <summary>A list shows each entry; <c>ExtrasInForce</c> is what <c>Extras</c> come to.</summary>
    private static IEnumerable<(string Name, string Value)> Shown(string name, object? value) => value switch
    {
        string text => [(name, text)],
        System.Collections.IEnumerable list => list.Cast<object>().Select((entry, i) => ($"{name.Replace("InForce", "", StringComparison.Ordinal)}:{i}", entry.ToString() ?? "")).Distinct(),
        null => [],
        _ => [(name, value.ToString() ?? "")],
    };

    private static bool IsRule(Type type)
    {
        if (type is not { IsSealed: true, IsClass: true })
        {
            return false;
        }

        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(Rule<>))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The types of the settings that the rule asks for.</summary>
    public static IEnumerable<Type> SettingsOf(Type rule) => rule.GetConstructors().SelectMany(c => c.GetParameters())
        .Where(p => p.ParameterType.IsGenericType && p.ParameterType.GetGenericTypeDefinition() == typeof(IOptionsMonitor<>))
        .Select(p => p.ParameterType.GetGenericArguments()[0]);

    private static void Bind<T>(IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new Annotated<T>());
        services.AddOptions<T>().BindConfiguration(section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
    }

    /// <summary>What the settings' attributes and their <see cref="IValidatableObject"/> say, in their own words.</summary>
    private sealed class Annotated<T> : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var faults = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
                ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(f => f.ErrorMessage ?? $"{typeof(T).Name} makes no sense."));
        }
    }
}
