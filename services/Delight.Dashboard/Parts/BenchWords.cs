namespace Delight.Dashboard.Parts;

/// <summary>What the bench calls kinds of lines and kinds of care.</summary>
internal static class BenchWords
{
    public static string Named(string kind) => kind switch { "handwritten-note" => "Write by hand", "greeting-card" => "Greeting card", "wax-seal" => "Wax seal", _ => kind };

    public static string Cared(string care) => care switch
    {
        "unfamiliar-script" => "another script: copy it from here, or leave the name out", "keep-upright" => "keep upright", _ => care,
    };
}
