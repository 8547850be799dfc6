using Delight.Platform.Bus;
using Delight.Platform.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Tests.Settings;

/// <summary>A start with these settings, up to the point where they are checked.</summary>
internal static class PlatformSettings
{
    /// <summary>The sentences that the user gets to see; none when all is well.</summary>
    public static string[] Faults(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Delight:" + s.Name, (string?)s.Value))).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddPlatform(configuration, new Topology([], []), needsBus: true, needsStore: true);
        using var provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (Exception failure) when (failure is OptionsValidationException or AggregateException)
        {
            return [.. ValidatedSettings.Faults(failure)];
        }
    }
}
