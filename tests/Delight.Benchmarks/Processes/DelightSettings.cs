namespace Delight.Benchmarks.Processes;

/// <summary>The settings with which Delight is started.</summary>
internal static class DelightSettings
{
    /// <summary>Everything in one process: in-memory bus, SQLite.</summary>
    public static Dictionary<string, string> Embedded(string folder) => new(Common(folder))
    {
        ["Delight__Bus__Transport"] = "InMemory",
        ["Delight__Store__Provider"] = "Sqlite",
        ["Delight__Store__ConnectionString"] = $"Data Source={Path.Combine(folder, "delight.db")}",
    };

    /// <summary>Everything in one process, with the store on a server.</summary>
    public static Dictionary<string, string> OnPostgres(string folder, string postgres) => new(Common(folder))
    {
        ["Delight__Bus__Transport"] = "InMemory",
        ["Delight__Store__Provider"] = "Postgres",
        ["Delight__Store__ConnectionString"] = postgres,
    };

    /// <summary>One role of several processes.</summary>
    public static Dictionary<string, string> Distributed(string role, string folder, FreshPlace place) => new(Common(folder))
    {
        ["Delight__Roles__0"] = role,
        ["Delight__Bus__Transport"] = "RabbitMq",
        ["Delight__Bus__Uri"] = place.RabbitMq,
        ["Delight__Bus__ManagementUri"] = place.Management,
        ["Delight__Store__Provider"] = "Postgres",
        ["Delight__Store__ConnectionString"] = place.Postgres,
    };

    private static Dictionary<string, string> Common(string folder) => new()
    {
        ["Delight__Shops__0__Domain"] = Shop.Domain,
        ["Delight__Shops__0__WebhookSecrets__0"] = Shop.Secret,
        ["Delight__Api__Tokens__0"] = Shop.ApiToken,
        ["Delight__Spool__Path"] = folder,
    };
}
