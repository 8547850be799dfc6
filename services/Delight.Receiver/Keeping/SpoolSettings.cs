using Delight.Platform.Settings;
using FluentValidation;

namespace Delight.Receiver.Keeping;

/// <summary>The receiver's own durable spool (section <c>Delight:Spool</c>).</summary>
public sealed class SpoolSettings
{
    public const string Section = "Delight:Spool";

    /// <summary>A file ending in <c>.db</c>, or a folder for it; each receiving process needs its own.</summary>
    public string? Path { get; set; }

    /// <summary>MiB on the disk at most; what comes then is answered 503, and the shop sends it again.</summary>
    public int MostMegabytes { get; set; } = 4096;

    internal string File() => Path is null ? DataFolder.File("spool.db")
        : System.IO.Path.GetFullPath(Path.EndsWith(".db", StringComparison.OrdinalIgnoreCase) ? Path : System.IO.Path.Combine(Path, "spool.db"));
}

internal sealed class SpoolSettingsValidator : AbstractValidator<SpoolSettings>
{
    public SpoolSettingsValidator()
    {
        RuleFor(s => s.Path).Must(p => p is null || p.AsSpan().Trim().Length > 0).WithMessage("Delight:Spool:Path is empty; give a folder or leave it out.");
        RuleFor(s => s.MostMegabytes).GreaterThan(0).WithMessage("Delight:Spool:MostMegabytes is {PropertyValue}; give at least 1.");
    }
}
