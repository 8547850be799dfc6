using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Settings;

/// <summary>Binds a section to its settings and checks them at start; all faults of all sections come in one message.</summary>
public static class ValidatedSettings
{
    public static OptionsBuilder<T> AddValidatedSettings<T, TValidator>(this IServiceCollection services, string section)
        where T : class, new()
        where TValidator : AbstractValidator<T>, new()
    {
        services.AddSingleton<IValidateOptions<T>>(_ => new Check<T>(section, new TValidator()));
        services.AddLastValid(typeof(T));
        services.AddFormCheck(typeof(T), section);
        return services.AddOptions<T>().BindConfiguration(section, o => o.ErrorOnUnknownConfiguration = section.Contains(':')).ValidateOnStart();
    }

    /// <summary>While the process runs, what was valid last is in force.</summary>
    public static void AddLastValid(this IServiceCollection services, Type settings) =>
        services.AddSingleton(typeof(IOptionsMonitor<>).MakeGenericType(settings), typeof(LastValid<>).MakeGenericType(settings));

    /// <summary>The sentences of a failed start, one for each fault.</summary>
    public static IEnumerable<string> Faults(Exception failure) => failure switch
    {
        OptionsValidationException one => one.Failures,
        AggregateException many => many.InnerExceptions.SelectMany(Faults),
        _ => [failure.Message],
    };

    private sealed class Check<T>(string section, IValidator<T> validator) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var result = validator.Validate(options);
            return result.IsValid
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(result.Errors.Select(e => e.ErrorMessage).DefaultIfEmpty(section));
        }
    }
}
