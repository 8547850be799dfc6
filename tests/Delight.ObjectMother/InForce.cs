using Microsoft.Extensions.Options;

namespace Delight.ObjectMother;

/// <summary>Settings as a service is given them; a new value is heard of as when a file changes.</summary>
public sealed class InForce<T>(T value) : IOptionsMonitor<T>
{
    private readonly List<Action<T, string?>> _listeners = [];

    public T CurrentValue { get; private set; } = value;

    public T Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<T, string?> listener)
    {
        _listeners.Add(listener);
        return null;
    }

    public void Change(T value)
    {
        CurrentValue = value;
        _listeners.ForEach(l => l(value, null));
    }
}
