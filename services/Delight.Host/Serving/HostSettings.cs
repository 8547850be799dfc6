using Delight.Platform.Settings;
using Delight.Rules;
using Microsoft.Extensions.Options;

namespace Delight.Host.Serving;

/// <summary>Which roles this process has (section <c>Delight:Roles</c>), and whether they go with the bus.</summary>
internal static class HostSettings
{
    private static readonly Role[] Every = Enum.GetValues<Role>();

    private static readonly string[] Lists = ["Delight:Roles", "Delight:Shops", "Delight:SignIn:Users", RulesOff, RulesOn];

    // Whoever adds a section names it here: a misspelt one would be left out in silence.
    private static readonly string[] Sections = ["Api", "Bus", "Giving", "Retention", "Roles", "Rules", nameof(SettingsFile), "Shopify", "Shops", "SignIn", "Spool", "Store"];

    private const string RulesOff = "Delight:Rules:Off";
    private const string RulesOn = "Delight:Rules:On";

    /// <returns>The roles, and a sentence for each fault.</returns>
    public static (IReadOnlySet<Role> Roles, IReadOnlyList<string> Faults) Read(IConfiguration configuration)
    {
        string[] forms = [.. FormFaults(configuration), .. AddressFaults(configuration["urls"])];
        if (forms.Length > 0)
        {
            return (Every.ToHashSet(), forms);
        }

        var names = configuration.GetSection("Delight:Roles").Get<string[]>() ?? [];
        var unknown = names.Where(n => !Enum.IsDefined(typeof(Role), n)).ToArray();
        if (unknown.Length > 0)
        {
            return (Every.ToHashSet(), [.. unknown.Select(n => $"Delight:Roles names \"{n}\"; choose from {string.Join(", ", Every)}.")]);
        }

        HashSet<Role> roles = names.Length == 0 ? [.. Every] : [.. names.Select(Enum.Parse<Role>)];
        if (roles.Count == Every.Length - 1 && !roles.Contains(Role.Shopify) && !configuration.GetSection("Delight:Shopify:Shops").GetChildren().Any())
        {
            roles.Add(Role.Shopify); // A list from before there was this role, which has nothing to do there.
        }

        if (roles.Count == Every.Length)
        {
            return (roles, []);
        }

        return (roles, configuration["Delight:Bus:Transport"] is not (null or "" or "InMemory") ? StoreFaults(configuration, roles)
            : [$"The in-memory bus reaches this process only, and {string.Join(", ", Every.Except(roles))} would run nowhere. Leave Delight:Roles out, or set Delight:Bus:Transport to RabbitMq."]);
    }

    /// <summary>A SQLite file is a process's own, and the roles would not find each other's rows. Rules need no store.</summary>
    private static IReadOnlyList<string> StoreFaults(IConfiguration configuration, IReadOnlySet<Role> roles) =>
        roles.All(r => r == Role.Rules) || configuration["Delight:Store:Provider"] is not (null or "" or "Sqlite") ? []
            : ["Split roles need one store: set Delight:Store:Provider to Postgres, and Delight:Store:ConnectionString to the same database for every process."];

    /// <summary>Rules that are switched off, or off by default and not switched on, by the name that the verb <c>rules</c> shows.</summary>
    /// <returns>The rules that are on and those that are off, and a sentence for each name that no rule has.</returns>
    public static (IReadOnlyList<Type> On, IReadOnlyList<Type> Off, IReadOnlyList<string> Faults) SwitchedOff(IConfiguration configuration, IReadOnlyList<Type> rules)
    {
        string[] Named(string list) => configuration.GetSection(list).Get<string[]>() ?? [];
        var (switchedOff, switchedOn) = (Named(RulesOff), Named(RulesOn));
        var off = rules.Where(r => switchedOff.Contains(RuleName.Of(r)) || (RulesModule.IsOffByDefault(r) && !switchedOn.Contains(RuleName.Of(r)))).ToArray();
        return ([.. rules.Except(off)], off,
        [
            .. from list in new[] { (Setting: RulesOff, Names: switchedOff), (Setting: RulesOn, Names: switchedOn) }
               from name in list.Names.Except(rules.Select(RuleName.Of))
               select $"{list.Setting} names \"{name}\"; there is {string.Join(", ", rules.Select(RuleName.Of))}.",
            .. switchedOff.Intersect(switchedOn).Select(n => $"{RulesOff} and {RulesOn} both name {n}; leave it in one of them."),
            .. SettingsForm.UnknownIn(configuration.GetSection("Delight:Rules"), ["Off", "On", .. rules.Select(r => r.Name)]),
            .. from shop in configuration.GetSection("Delight:Giving:Shops").GetChildren()
               from rule in shop.GetSection("Rules").GetChildren()
               let name = rule["Rule"]
               where !string.IsNullOrEmpty(name) && !rules.Select(RuleName.Of).Contains(name)
               select $"{rule.Path}:Rule names \"{name}\"; there is {string.Join(", ", rules.Select(RuleName.Of))}.",
        ]);
    }

    /// <summary>A sentence for each list that is none, and for each name below <c>Delight</c> that nobody knows.</summary>
    public static IEnumerable<string> FormFaults(IConfiguration configuration) =>
    [
        .. Lists.Select(configuration.GetSection).SelectMany(SettingsForm.NoList),
        .. SettingsForm.UnknownIn(configuration.GetSection("Delight"), Sections),
    ];

    /// <summary>A port that cannot be read would be taken for 80, on every address of the machine.</summary>
    private static IEnumerable<string> AddressFaults(string? addresses) =>
        from address in (addresses ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        where !address.Contains("unix:", StringComparison.Ordinal)
            && !(Uri.TryCreate(address.Replace('*', '0').Replace('+', '0'), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        select $"ASPNETCORE_URLS names \"{address}\", which is no address; write it like http://127.0.0.1:5080.";

    /// <summary>The faults are told together with those of the other settings.</summary>
    public sealed class RoleCheck : IValidateOptions<RoleCheck>
    {
        public IReadOnlyList<string> Faults { get; init; } = [];

        public ValidateOptionsResult Validate(string? name, RoleCheck options) =>
            Faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(Faults);
    }
}
