namespace Delight.Platform.Store;

/// <summary>A text that rows are to hold, ignoring the case of ASCII letters, which is all the case that both databases know.</summary>
public static class HeldText
{
    /// <param name="columns">An expression.</param>
    /// <returns>A condition for the parameter Text, which <see cref="Pattern"/> makes.</returns>
    public static string In(string columns) => $@"lower({columns}) like @Text escape '\'";

    public static string Pattern(string? text) =>
        $"%{string.Concat((text ?? "").Select(c => c is '%' or '_' or '\\' ? $"\\{c}" : char.IsAsciiLetterUpper(c) ? $"{char.ToLowerInvariant(c)}" : $"{c}"))}%";
}
