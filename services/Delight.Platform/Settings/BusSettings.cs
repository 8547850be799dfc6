using FluentValidation;

namespace Delight.Platform.Settings;

/// <summary>The message bus between the steps of an order's way (section <c>Delight:Bus</c>).</summary>
public sealed class BusSettings
{
    public const string Section = "Delight:Bus";
    public const string InMemory = nameof(InMemory);
    public const string RabbitMq = nameof(RabbitMq);

    /// <summary><c>InMemory</c> (one process, all roles) or <c>RabbitMq</c>.</summary>
    public string Transport { get; set; } = InMemory;

    /// <summary>For RabbitMq: <c>amqp://user:password@host:5672/vhost</c>; several hosts of a cluster separated by commas.</summary>
    public string? Uri { get; set; }

    /// <summary>For RabbitMq, optional: <c>http://user:password@host:15672</c>, for what is unacknowledged.</summary>
    public string? ManagementUri { get; set; }

    /// <summary>Seconds after which a message is tried again that failed four times in a row; after the last of them it is given up.
    /// None given: 10 s, 1 min and 10 min. A single 0: given up at once.</summary>
    public IList<int> RetryAfterSeconds { get; set; } = [];

    internal IReadOnlyList<TimeSpan> RetriesInForce =>
        [.. (RetryAfterSeconds.Count > 0 ? RetryAfterSeconds : [10, 60, 600]).Where(s => s > 0).Select(s => TimeSpan.FromSeconds(s))];

    internal bool IsInMemory => Transport == InMemory;

    internal IReadOnlyList<Uri> Hosts() => Uri is null ? [] : [.. SplitHosts(Uri).Select(h => new Uri(h))];

    /// <summary><c>amqp://u:p@a,b:5673/v</c> and <c>amqp://u:p@a/v,amqp://u:p@b/v</c> both name two hosts.</summary>
    internal static IEnumerable<string> SplitHosts(string uri)
    {
        var parts = uri.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts.Skip(1).All(p => p.Contains("://", StringComparison.Ordinal)))
        {
            return parts;
        }

        var head = parts[0][..(parts[0].LastIndexOfAny(['@', '/']) + 1)];
        var last = parts[^1];
        var slash = last.IndexOf('/', StringComparison.Ordinal);
        var tail = slash < 0 ? "" : last[slash..];
        var names = parts.Select((p, i) => i == 0 ? p[head.Length..] : p).Select(p => p.Split('/')[0]);
        return names.Select(n => head + n + tail);
    }
}

internal sealed class BusSettingsValidator : AbstractValidator<BusSettings>
{
    private const int LongestRetry = 86_400;

    public BusSettingsValidator()
    {
        RuleFor(s => s.Transport)
            .Must(t => t is BusSettings.InMemory or BusSettings.RabbitMq)
            .WithMessage(s => $"Delight:Bus:Transport is \"{s.Transport}\"; choose InMemory or RabbitMq.");
        RuleForEach(s => s.RetryAfterSeconds).InclusiveBetween(0, LongestRetry)
            .WithMessage($"Delight:Bus:RetryAfterSeconds:{{CollectionIndex}} is {{PropertyValue}}; give 0 to {LongestRetry} seconds.");
        When(s => s.Transport == BusSettings.RabbitMq, () =>
        {
            RuleFor(s => s.Uri).NotEmpty()
                .WithMessage("Delight:Bus:Uri is missing; with RabbitMq give it as amqp://user:password@host:5672/vhost.");
            RuleFor(s => s.Uri).Must(BeAmqp).When(s => !string.IsNullOrEmpty(s.Uri))
                .WithMessage("Delight:Bus:Uri is not an AMQP address; write it as amqp://user:password@host:5672/vhost (amqps for TLS).");
            RuleFor(s => s.ManagementUri).Must(m => Uri.TryCreate(m, UriKind.Absolute, out var u) && u.Scheme is "http" or "https")
                .When(s => !string.IsNullOrEmpty(s.ManagementUri))
                .WithMessage("Delight:Bus:ManagementUri is not an address; write it as http://user:password@host:15672.");
        });
    }

    private static bool BeAmqp(string? uri) => BusSettings.SplitHosts(uri!).DefaultIfEmpty("")
        .All(h => Uri.TryCreate(h, UriKind.Absolute, out var u) && u.Scheme is "amqp" or "amqps" && u.Host.Length > 0);
}
