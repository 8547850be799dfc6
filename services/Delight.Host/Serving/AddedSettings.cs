namespace Delight.Host.Serving;

/// <summary>Settings that the process gives itself while it runs, until it ends. Whoever reads settings hears of them as of a file that was changed.</summary>
internal sealed class AddedSettings : ConfigurationProvider, IConfigurationSource
{
    public static AddedSettings To(ConfigurationManager configuration)
    {
        var added = new AddedSettings();
        ((IConfigurationBuilder)configuration).Add(added);
        return added;
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Returns when everybody who follows the settings has heard of it.</summary>
    public void Add(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var all = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        Data = all;
        OnReload();
    }
}
