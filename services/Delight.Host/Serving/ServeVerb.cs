using System.CommandLine;
using System.Net.Sockets;
using Delight.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Delight.Host.Serving;

internal static class ServeVerb
{
    /// <summary>After the signal to end, what is in hand is finished in the first 8 s (<see cref="DelightHost"/>) and the files are closed in the rest.</summary>
    public static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(10);

    private static readonly string[] Known = ["Delight", "Logging", "Kestrel", "urls", "environment", "http_ports", "https_ports", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    private const string About = "Runs the service. Settings come from appsettings.json, the file that Delight:SettingsFile names, the environment (Delight__Bus__Transport=…) and the command line (--Delight:Bus:Transport=…).";

    public static Command Create() => Serving(new Command("serve", About));

    /// <summary>Without a verb, serve.</summary>
    public static void IsDefaultOf(RootCommand root) => Serving(root);

    private static T Serving<T>(T command)
        where T : Command
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-') && !first.Contains('='))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"\"{first}\" is no verb. --help names them; a setting is given as --Delight:Bus:Transport=RabbitMq.");
                return 1;
            }

            if (Unknown(parsed.UnmatchedTokens) is { Length: > 0 } unknown)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no option {string.Join(", ", unknown)}. A setting is given as --Delight:Bus:Transport=RabbitMq (README.md lists them), the address as --urls=http://127.0.0.1:5080.");
                return 1;
            }

            return await RunAsync([.. parsed.UnmatchedTokens], cancellationToken);
        });
        return command;
    }

    /// <summary>Options that are no settings of ours, nor of the web server or the log: they would be taken in silence and do nothing.</summary>
    private static string[] Unknown(IReadOnlyList<string> arguments) =>
    [
        .. from argument in arguments
           where argument.StartsWith('-')
           let option = argument.Split('=')[0]
           where !Known.Contains(option.TrimStart('-').Split(':')[0], StringComparer.OrdinalIgnoreCase)
           select option,
    ];

    /// <returns>1 when it cannot start; what is wrong stands on standard error.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = DelightHost.Build(args);
            await app.StartOrEndAsync(cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (Sentences(failure) is { Length: > 0 } sentences)
        {
            await Console.Error.WriteLineAsync("Delight cannot start:");
            foreach (var sentence in sentences)
            {
                await Console.Error.WriteLineAsync("  " + sentence);
            }

            return 1;
        }
    }

    /// <summary>What the user can mend; nothing for a failure that is ours.</summary>
    internal static string[] Sentences(Exception failure) => failure switch
    {
        OptionsValidationException or AggregateException => [.. ValidatedSettings.Faults(failure).Distinct()],
        IOException { InnerException: SocketException or Microsoft.AspNetCore.Connections.AddressInUseException } taken =>
            [$"{taken.Message} Stop the other program, or choose another address with ASPNETCORE_URLS, for instance http://127.0.0.1:5081."],
        SocketException socket => [$"The address in ASPNETCORE_URLS cannot be used: {socket.Message}. Choose one of this machine, for instance http://127.0.0.1:5080."],
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" or "Microsoft.Extensions.Logging" or "Microsoft.Extensions.Logging.Configuration" } refused => [refused.Message.ReplaceLineEndings(" ")],
        InvalidOperationException { InnerException: ArgumentException or FormatException } => [failure.Message + " Correct the setting."],
        FormatException or InvalidDataException => [failure.Message + " Correct the settings file."],
        _ => [],
    };
}
