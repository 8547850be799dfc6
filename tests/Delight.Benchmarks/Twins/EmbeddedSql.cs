namespace Delight.Benchmarks.Twins;

/// <summary>SQL kept in files of this project.</summary>
internal static class EmbeddedSql
{
    public static string Read(string file)
    {
        var assembly = typeof(EmbeddedSql).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith("." + file, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
