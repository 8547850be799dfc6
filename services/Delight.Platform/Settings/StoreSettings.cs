using FluentValidation;

namespace Delight.Platform.Settings;

/// <summary>The store beside the bus (section <c>Delight:Store</c>).</summary>
public sealed class StoreSettings
{
    public const string Section = "Delight:Store";
    public const string Sqlite = nameof(Sqlite);
    public const string Postgres = nameof(Postgres);

    /// <summary><c>Sqlite</c> (one machine) or <c>Postgres</c>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>Sqlite: <c>Data Source=/var/lib/delight/delight.db</c>, by default a file in the user's data folder.
    /// Postgres: <c>Host=…;Username=…;Password=…;Database=…</c>.</summary>
    public string? ConnectionString { get; set; }

    internal bool IsSqlite => Provider == Sqlite;
}

internal sealed class StoreSettingsValidator : AbstractValidator<StoreSettings>
{
    public StoreSettingsValidator()
    {
        RuleFor(s => s.Provider)
            .Must(p => p is StoreSettings.Sqlite or StoreSettings.Postgres)
            .WithMessage(s => $"Delight:Store:Provider is \"{s.Provider}\"; choose Sqlite or Postgres.");
        RuleFor(s => s.ConnectionString).NotEmpty().When(s => s.Provider == StoreSettings.Postgres)
            .WithMessage("Delight:Store:ConnectionString is missing; with Postgres give it as Host=…;Username=…;Password=…;Database=….");
        RuleFor(s => s.ConnectionString).Must((s, c) => CanParse(s.Provider, c!)).When(s => !string.IsNullOrEmpty(s.ConnectionString))
            .WithMessage("Delight:Store:ConnectionString cannot be read; write key=value pairs separated by semicolons, with the keys that the provider knows.");
        RuleFor(s => s.ConnectionString).Must(c => !IsInMemory(c!)).When(s => s.IsSqlite && !string.IsNullOrEmpty(s.ConnectionString) && CanParse(s.Provider, s.ConnectionString))
            .WithMessage("Delight:Store:ConnectionString names a database in memory, which forgets every order; name a file: Data Source=/var/lib/delight/delight.db.");
    }

    private static bool IsInMemory(string connectionString)
    {
        var builder = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connectionString);
        return builder.Mode == Microsoft.Data.Sqlite.SqliteOpenMode.Memory || builder.DataSource == ":memory:";
    }

    private static bool CanParse(string provider, string connectionString)
    {
        try
        {
            return provider == StoreSettings.Postgres
                ? new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Host is not null
                : new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connectionString).DataSource.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
