namespace Delight.Shopify.Door;

internal static class GraphQlFile
{
    private const string Ending = ".graphql";

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => typeof(GraphQlFile).Assembly.GetManifestResourceNames()
        .Where(r => r.EndsWith(Ending, StringComparison.Ordinal)).Select(r => r[..^Ending.Length]).Select(r => r[(r.LastIndexOf('.') + 1)..]);

    public static string Read(string name)
    {
        var assembly = typeof(GraphQlFile).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(r => r.EndsWith($".{name}{Ending}", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
