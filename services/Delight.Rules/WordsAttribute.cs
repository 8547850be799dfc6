using System.ComponentModel.DataAnnotations;

namespace Delight.Rules;

/// <summary>The words of a note: checked as a <see cref="NoteTemplate"/> when the settings load.</summary>
/// <param name="more">Names that the rule itself knows besides.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordsAttribute(params string[] more) : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var rule = validationContext.ObjectType.Name;
        return NoteTemplate.Fault(value as string ?? "", more) is { } fault
            ? new ValidationResult($"Delight:Rules:{(rule.EndsWith("Settings", StringComparison.Ordinal) ? rule[..^"Settings".Length] : rule)}:{validationContext.MemberName} cannot be used: {fault}") : null;
    }
}
