using System.Reflection;

namespace Delight.Platform.Store;

/// <summary>The numbered <c>.sql</c> files of one module, applied once each, in order, by whichever process comes first.</summary>
public sealed class ModuleSchema(string module, Assembly assembly)
{
    public string Module => module;

    internal IEnumerable<(int Number, string Sql)> Steps() =>
        from name in assembly.GetManifestResourceNames()
        let at = name.IndexOf(".Schema.", StringComparison.Ordinal)
        where at >= 0 && name.EndsWith(".sql", StringComparison.Ordinal)
        let number = int.Parse(name.AsSpan(at + ".Schema.".Length, 3))
        orderby number
        select (number, Sql.Read(assembly, name));
}

/// <summary>SQL kept in files beside the code that runs it.</summary>
public static class Sql
{
    /// <summary>The text of the only embedded file whose name ends with the given one.</summary>
    public static string File(Assembly assembly, string fileName) =>
        Read(assembly, assembly.GetManifestResourceNames().Single(n => n.EndsWith("." + fileName, StringComparison.Ordinal)));

    internal static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

internal sealed class SchemaUpgrade(IStore store, IEnumerable<ModuleSchema> modules)
{
    private const string Ledger = "create table if not exists schema_steps (module text not null, number integer not null, primary key (module, number))";

    public Task RunAsync(CancellationToken cancellationToken) => store.UpgradeAsync(async session =>
    {
        await session.ScriptAsync(Ledger);
        var done = (await session.QueryAsync<Step>("select module, number from schema_steps")).ToHashSet();
        foreach (var step in modules.SelectMany(m => m.Steps().Select(s => (Key: new Step { Module = m.Module, Number = s.Number }, s.Sql))))
        {
            if (!done.Contains(step.Key))
            {
                await session.ScriptAsync(step.Sql);
                await session.EachAsync("insert into schema_steps (module, number) values (@Module, @Number)", [step.Key]);
            }
        }
    }, cancellationToken);

    private sealed record Step
    {
        public string Module { get; init; } = "";
        public int Number { get; init; }
    }
}
