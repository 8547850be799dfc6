using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Settings;

/// <summary>Says in sentences, all at once, what the binder would say of the first mistake in its own words.</summary>
public static class SettingsForm
{
    /// <summary>Names that no setting has and values that cannot be read are faults. To be called before the section is bound.</summary>
    public static void AddFormCheck(this IServiceCollection services, Type settings, string section) =>
        services.AddSingleton(typeof(IConfigureOptions<>).MakeGenericType(settings), p => Activator.CreateInstance(
            typeof(Check<>).MakeGenericType(settings), p.GetRequiredService<IConfiguration>().GetSection(section))!);

    /// <summary>A sentence for each name in the section that is not among the known ones.</summary>
    public static IEnumerable<string> UnknownIn(IConfigurationSection section, IReadOnlyList<string> known) =>
        from setting in section.GetChildren()
        where !known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)
        select $"There is no setting {setting.Path}; below {section.Path} there are {string.Join(", ", known)}.";

    /// <summary>A sentence when a list is given as one value.</summary>
    public static IEnumerable<string> NoList(IConfigurationSection section) =>
        string.IsNullOrEmpty(section.Value) ? [] : [$"{section.Path} is a list; write {section.Path}:0, {section.Path}:1 and so on."];

    private static IEnumerable<string> Faults(IConfigurationSection section, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>))
        {
            return [.. NoList(section), .. section.GetChildren().SelectMany(entry => Faults(entry, type.GenericTypeArguments[0]))];
        }

        if (TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)))
        {
            var below = section.GetChildren().Select(b => $"There is no setting {b.Path}; {section.Path} is one value.").ToArray();
            return below.Length > 0 ? below : Unreadable(section, type);
        }

        var settings = type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }).ToArray();
        return
        [
            // What stands at the top belongs to other settings as well; whoever knows them all looks there.
            .. section.Path.Contains(':', StringComparison.Ordinal) ? UnknownIn(section, [.. settings.Select(p => p.Name)]) : [],
            .. settings.SelectMany(p => Faults(section.GetSection(p.Name), p.PropertyType)),
        ];
    }

    private static IEnumerable<string> Unreadable(IConfigurationSection section, Type type)
    {
        try
        {
            section.Get(type);
            return [];
        }
        catch (InvalidOperationException)
        {
            return [$"{section.Path} is \"{section.Value}\", which cannot be read; give {Wanted(Nullable.GetUnderlyingType(type) ?? type)}."];
        }
    }

    private static string Wanted(Type type) => type switch
    {
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type)),
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number such as 30",
        _ when type == typeof(decimal) || type == typeof(double) => "a number such as 2.50",
        _ => "what README.md says of it",
    };

    private sealed class Check<T>(IConfigurationSection section) : IConfigureOptions<T>
        where T : class
    {
        public void Configure(T options)
        {
            if (Faults(section, typeof(T)).ToArray() is { Length: > 0 } faults)
            {
                throw new OptionsValidationException(Options.DefaultName, typeof(T), faults);
            }
        }
    }
}
