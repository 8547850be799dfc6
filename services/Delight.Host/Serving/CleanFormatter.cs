using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Delight.Host.Serving;

/// <summary>What outsiders wrote may stand in a message or an exception, of other libraries too: it never reaches the log as
/// characters that a terminal obeys, that end a line or turn a text around. The log's own line breaks and colours stay.</summary>
internal sealed class CleanFormatter(ConsoleFormatter inner) : ConsoleFormatter(inner.Name)
{
    public static void AddTo(IServiceCollection services)
    {
        foreach (var formatter in services.Where(s => s.ServiceType == typeof(ConsoleFormatter) && s.ImplementationType is not null).ToArray())
        {
            services.Remove(formatter);
            services.AddSingleton<ConsoleFormatter>(p => new CleanFormatter((ConsoleFormatter)ActivatorUtilities.CreateInstance(p, formatter.ImplementationType!)));
        }
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (format, failure) = (logEntry.Formatter, logEntry.Exception);
        inner.Write(
            new LogEntry<TState>(logEntry.LogLevel, logEntry.Category, logEntry.EventId, logEntry.State, failure is null ? null : new Told(failure), (state, _) => Clean(format(state, failure))),
            scopeProvider, textWriter);
    }

    private static string Clean(string text) => text.Any(IsObeyed) ? string.Concat(text.Select(c => IsObeyed(c) ? '\uFFFD' : c)) : text;

    /// <summary>Formatters indent what follows a line feed, or replace it.</summary>
    private static bool IsObeyed(char c) => (char.IsControl(c) && c is not ('\n' or '\t'))
        || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private sealed class Told(Exception failure) : Exception
    {
        public override string ToString() => Clean(failure.ToString());
    }
}
