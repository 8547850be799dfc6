using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Delight.ObjectMother;

/// <summary>Keeps what was logged.</summary>
public sealed class Logbook<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(string Line, Exception? Failure)> _entries = new();

    public IReadOnlyList<string> Lines => [.. _entries.Select(e => e.Line)];

    /// <summary>With the exceptions that were logged.</summary>
    public IReadOnlyList<string> Whole => [.. _entries.Select(e => $"{e.Line} {e.Failure}")];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((formatter(state, exception), exception));
}
