using System.Reflection;
using Delight.ObjectMother;
using Delight.Platform.Settings;
using Delight.Receiver.Shops;
using Delight.Rules;

namespace Delight.Host.Tests.GuardRails;

/// <summary>What can be set stands in the README's table, and what stands there can be set.</summary>
public class DocumentedSettingsTests
{
    /// <summary>Read by the host itself, before there are settings.</summary>
    private static readonly string[] OfTheHost = ["Delight:SettingsFile", "Delight:Roles", "Delight:Rules:Off", "Delight:Rules:On"];

    [Test]
    public void Every_setting_has_its_row() => Assert.That(Documented(), Is.EquivalentTo(OfTheHost.Concat(Sections().SelectMany(s => Names(s.Type, s.Name)))));

    private static IEnumerable<(string Name, Type Type)> Sections() =>
    [
        .. OfModules(),
        .. from rule in RulesModule.In(typeof(RulesModule).Assembly)
           from settings in RulesModule.SettingsOf(rule)
           select ($"Delight:Rules:{rule.Name}", settings),
    ];

    private static IEnumerable<(string Name, Type Type)> OfModules() =>
        from type in new[] { typeof(BusSettings).Assembly, typeof(ShopsSettings).Assembly, Assembly.Load("Delight.Ledger"), Assembly.Load("Delight.Fulfilment"), Assembly.Load("Delight.Dashboard"), Assembly.Load("Delight.Shopify") }
            .SelectMany(a => a.GetExportedTypes())
        where type.Name.EndsWith("Settings", StringComparison.Ordinal) && type is not { IsAbstract: true, IsSealed: true }
            && (type == typeof(ShopsSettings) || type.GetField("Section") is not null)
        select (type == typeof(ShopsSettings) ? "Delight" : (string)type.GetField("Section")!.GetValue(null)!, type);

    private static IEnumerable<string> Names(Type settings, string section) => settings.GetProperties().Where(p => p.CanWrite)
        .SelectMany(p => Item(p.PropertyType) is { IsEnum: false } item && item.Name.EndsWith("Settings", StringComparison.Ordinal) ? Names(item, $"{section}:{p.Name}") : [$"{section}:{p.Name}"]);

    /// <summary>Of a list, or the thing itself.</summary>
    private static Type? Item(Type type) => type.IsGenericType ? type.GetGenericArguments()[0] : type;

    /// <summary>The first column, without the places in lists; what begins with a colon stands beside what was named before it.</summary>
    private static IEnumerable<string> Documented()
    {
        foreach (var row in File.ReadLines(Repository.File("README.md")).Where(l => l.StartsWith("| `Delight:", StringComparison.Ordinal)))
        {
            var before = "";
            foreach (var name in row.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1))
            {
                before = name[0] == ':' ? before[..before.LastIndexOf(':')] + name : name;
                yield return string.Join(':', before.Split(':').Where(part => part is not ("N" or "M")));
            }
        }
    }
}
