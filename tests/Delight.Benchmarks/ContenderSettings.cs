namespace Delight.Benchmarks;

/// <summary>What a bare contender is told, through its environment.</summary>
internal sealed record ContenderSettings(string RabbitMq, string Postgres, string Sqlite, string Queue)
{
    private const string Prefix = "BENCHMARK_";

    public static ContenderSettings Read() => new(Get(nameof(RabbitMq)), Get(nameof(Postgres)), Get(nameof(Sqlite)), Get(nameof(Queue)));

    public Dictionary<string, string> Write() => new()
    {
        [Prefix + nameof(RabbitMq)] = RabbitMq,
        [Prefix + nameof(Postgres)] = Postgres,
        [Prefix + nameof(Sqlite)] = Sqlite,
        [Prefix + nameof(Queue)] = Queue,
    };

    private static string Get(string name) => Environment.GetEnvironmentVariable(Prefix + name) ?? "";
}
