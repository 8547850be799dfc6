using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Delight.Platform.Settings;

/// <summary>Settings that follow their file while it is edited: a mistake is said once, and what was valid before stays in force.</summary>
public sealed class LastValid<T> : IOptionsMonitor<T>, IDisposable
    where T : class
{
    private readonly IOptionsFactory<T> _factory;
    private readonly ILogger _log;
    private readonly List<IDisposable> _watched;
    private readonly Lock _gate = new();
    private Action<T, string?>? _changed;
    private volatile T? _inForce;
    private string _said = "";

    public LastValid(IOptionsFactory<T> factory, IEnumerable<IOptionsChangeTokenSource<T>> sources, ILogger<LastValid<T>> log)
    {
        (_factory, _log) = (factory, log);
        _watched = [.. sources.Select(s => ChangeToken.OnChange(s.GetChangeToken, Change))];
    }

    /// <exception cref="OptionsValidationException">At start; never later.</exception>
    public T CurrentValue => _inForce ?? First();

    public T Get(string? name) => CurrentValue;

    public IDisposable OnChange(Action<T, string?> listener)
    {
        _changed += listener;
        return new Listening(() => _changed -= listener);
    }

    public void Dispose() => _watched.ForEach(w => w.Dispose());

    private T First()
    {
        lock (_gate)
        {
            return _inForce ??= _factory.Create(Options.DefaultName);
        }
    }

    private void Change()
    {
        lock (_gate)
        {
            try
            {
                _inForce = _factory.Create(Options.DefaultName);
                _said = "";
            }
            catch (Exception mistake)
            {
                // Whatever is wrong with them, the process goes on with those it has.
                var says = string.Join(' ', ValidatedSettings.Faults(mistake));
                if (_said != says)
                {
                    _said = says;
                    Log.SettingsNotTaken(_log, says);
                }

                return;
            }
        }

        _changed?.Invoke(_inForce, Options.DefaultName);
    }

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
