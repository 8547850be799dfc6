using System.Text.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Delight.Host.Serving;

/// <summary>The JSON file that <c>Delight:SettingsFile</c> names: read at start and whenever it changes. While it is missing or
/// no JSON, what was read last holds. Environment and command line win over it.</summary>
internal sealed partial class SettingsFile(string path) : IConfigurationSource
{
    public const string Setting = "Delight:SettingsFile";
    private ILogger? _log;

    /// <returns>Nothing when none is named.</returns>
    public static SettingsFile? AddTo(ConfigurationManager configuration, string[] args)
    {
        if (configuration[Setting] is not { Length: > 0 } named)
        {
            return null;
        }

        var file = new SettingsFile(Path.GetFullPath(named));
        ((IConfigurationBuilder)configuration).Add(file);
        configuration.AddEnvironmentVariables().AddCommandLine(args);
        return file;
    }

    /// <summary>Mistakes made later are told here.</summary>
    public void TellTo(ILogger<SettingsFile> log) => _log = log;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(this, path);

    [LoggerMessage(9002, LogLevel.Error, "The settings file {Path} was changed and is not taken; what it said before stays in force. {Says}")]
    private static partial void NotTaken(ILogger log, string path, string says);

    private sealed class Provider(SettingsFile source, string path) : ConfigurationProvider, IDisposable
    {
        // An editor writes in several steps.
        private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(250);
        private static readonly string[] Kept = ["Delight:Shops", "Delight:Api:Tokens"];
        private PhysicalFileProvider? _folder;
        private IDisposable? _watch;
        private string _said = "";

        public override void Load()
        {
            Data = Read();
            _folder = new PhysicalFileProvider(Path.GetDirectoryName(path)!);
            _watch = ChangeToken.OnChange(() => _folder.Watch(Path.GetFileName(path)), () => _ = ReloadAsync());
        }

        public void Dispose()
        {
            _watch?.Dispose();
            _folder?.Dispose();
        }

        private async Task ReloadAsync()
        {
            await Task.Delay(Settling);
            try
            {
                Data = Read();
                _said = "";
                OnReload();
            }
            catch (InvalidDataException mistake)
            {
                if (source._log is { } log && Interlocked.Exchange(ref _said, mistake.Message) != mistake.Message)
                {
                    NotTaken(log, path, mistake.Message);
                }
            }
        }

        /// <summary>Names that nobody knows, and a list that is gone: whoever empties a file does not mean to shut everybody out.</summary>
        private string[] Mistakes(IConfiguration settings) =>
        [
            .. HostSettings.FormFaults(settings),
            .. from list in Kept
               where Data.Keys.Any(k => k.StartsWith(list + ":", StringComparison.OrdinalIgnoreCase)) && !settings.GetSection(list).GetChildren().Any()
               select $"{list} is not there any more; leave one, or start anew without it.",
        ];

        private Dictionary<string, string?> Read()
        {
            try
            {
                using var file = File.OpenRead(path);
                var settings = new ConfigurationBuilder().AddJsonStream(file).Build();
                if (Mistakes(settings) is { Length: > 0 } mistakes)
                {
                    throw new InvalidDataException($"{path}: {string.Join(' ', mistakes)}");
                }

                return settings.AsEnumerable().ToDictionary(StringComparer.OrdinalIgnoreCase);
            }
            catch (Exception mistake) when (mistake is IOException or UnauthorizedAccessException)
            {
                throw new InvalidDataException($"{Setting} names {path}, which cannot be read: {mistake.Message}", mistake);
            }
            catch (Exception mistake) when (mistake is JsonException or FormatException)
            {
                throw new InvalidDataException($"{path} is not the JSON of settings: {mistake.Message}", mistake);
            }
        }
    }
}
