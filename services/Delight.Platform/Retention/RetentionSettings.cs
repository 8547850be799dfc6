using FluentValidation;

namespace Delight.Platform.Retention;

/// <summary>How long records are kept that no order, ordinal or parcel depends on (section <c>Delight:Retention</c>).</summary>
public sealed class RetentionSettings
{
    public const string Section = "Delight:Retention";

    /// <summary>Days that an order's story is kept.</summary>
    public int StoryDays { get; set; } = 730;

    /// <summary>Days that a delivery stays in the quarantine.</summary>
    public int QuarantineDays { get; set; } = 90;

    /// <summary>Days in which a delivery that comes again is known as a duplicate; later it changes nothing either, but is counted as new.</summary>
    public int DuplicateDays { get; set; } = 90;

    /// <summary>Days in which the answer to a customer's data request can be fetched; the proof stays.</summary>
    public int AnswerDays { get; set; } = 30;
}

internal sealed class RetentionSettingsValidator : AbstractValidator<RetentionSettings>
{
    private const int FewestDays = 30;

    public RetentionSettingsValidator()
    {
        RuleFor(s => s.StoryDays).GreaterThanOrEqualTo(FewestDays).WithMessage($"Delight:Retention:StoryDays is {{PropertyValue}}; give at least {FewestDays}.");
        RuleFor(s => s.QuarantineDays).GreaterThanOrEqualTo(1).WithMessage("Delight:Retention:QuarantineDays is {PropertyValue}; give at least 1.");
        RuleFor(s => s.AnswerDays).GreaterThanOrEqualTo(1).WithMessage("Delight:Retention:AnswerDays is {PropertyValue}; give at least 1.");
        RuleFor(s => s.DuplicateDays).GreaterThanOrEqualTo(FewestDays).WithMessage($"Delight:Retention:DuplicateDays is {{PropertyValue}}; give at least {FewestDays}: the platform repeats deliveries for days.");
    }
}
