namespace Delight.SystemTests.Running;

/// <summary>How an installation departs from the usual one.</summary>
internal sealed record Arrangement
{
    /// <summary>The roles of each process when distributed; the first takes the webhooks, the last serves the API.</summary>
    public IReadOnlyList<string[]>? Roles { get; init; }

    /// <summary>Other servers than those tests/run.sh started.</summary>
    public ServerAddresses? On { get; init; }

    /// <summary>Stands between the shop and what posts for it.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler> Posting { get; init; } = posting => posting;

    /// <summary>For every process, besides the usual ones or in their place.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where RabbitMQ, its management and PostgreSQL are, with user and password; the nodes of a cluster separated by commas.</summary>
internal sealed record ServerAddresses(string Bus, string Management, string Postgres)
{
    /// <summary>Those that tests/run.sh started; without them the test is left out.</summary>
    public static ServerAddresses Given() =>
        new(Given("DELIGHT_TEST_RABBITMQ"), Given("DELIGHT_TEST_RABBITMQ_MANAGEMENT"), Given("DELIGHT_TEST_POSTGRES"));

    private static string Given(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(value))
        {
            Assert.Ignore($"{variable} is not set: run tests/run.sh, which starts RabbitMQ and PostgreSQL.");
        }

        return value!;
    }
}
