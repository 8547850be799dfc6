using System.Globalization;
using Delight.Contracts;
using Delight.Fulfilment;
using Delight.Fulfilment.Giving;
using Delight.Ledger;
using Delight.Rules;
using Delight.Simulator;
using Microsoft.Extensions.Configuration.Memory;

namespace Delight.Host.Preview;

/// <summary>Lets a rule decide on a recorded history with the settings in force, or others.</summary>
/// <param name="shop">Whose catalogue and budget are reckoned with; nothing for without end.</param>
internal sealed class RulePreview(IConfiguration configuration, string? shop)
{
    private const int MostExamples = 20;

    /// <summary>What is wrong with the shop that was named, as a sentence; nothing when it is known or none was.</summary>
    public string? Fault() => shop is null || Giving() is not null || Shops().Any(s => Is(s["Domain"])) ? null
        : $"There is no shop {shop} in the settings; name one of Delight:Shops or Delight:Giving:Shops.";

    /// <summary>The orders that count, oldest first, in the time that a large file takes; the same for all settings.</summary>
    public static IReadOnlyList<OrderRanked> Rank(IReadOnlyList<ShopOrder> history) => LedgerModule.Rank(history.Select(Seen));

    /// <param name="orders">In the file.</param>
    /// <param name="changed">Settings of the rule instead of those in force, such as <c>From=3</c>.</param>
    /// <param name="progress">Told how many orders are done.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings make no sense.</exception>
    public PreviewResult Of(Type rule, int orders, IReadOnlyList<OrderRanked> ranked, IReadOnlyList<string> changed, Action<int>? progress = null)
    {
        var tried = Tried(rule, changed);
        using var disposed = tried as IDisposable;
        using var services = Services(rule, tried);
        var decides = (Rule<OrderRanked>)ActivatorUtilities.CreateInstance(services, rule);
        var ranOut = new Dictionary<string, DateTimeOffset>();
        var answers = ranked.Select((order, i) =>
        {
            progress?.Invoke(i + 1);
            return RulesModule.Answer(decides, order);
        });
        var giving = Giving();
        var zone = Zone();
        var given = FulfilmentModule.Preview(answers, giving, zone, ranOut).Where(g => g.Answer.Gives).ToArray();
        var months = given.GroupBy(g => TimeZoneInfo.ConvertTime(g.Answer.OrderedAt, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture)).OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => new PreviewMonth(m.Key, m.Count(), Lines(m, LineKind.Extra), Lines(m, LineKind.HandwrittenNote),
                giving is null ? null : new Money(m.Sum(g => g.Cost?.Minor ?? 0), giving.Currency).Amount()));
        var step = Math.Max(1, given.Length / MostExamples);
        return new PreviewResult(
            RuleName.Of(rule), changed, orders, ranked.Count, given.Length, given.Select(g => g.Answer.CustomerId).Distinct().Count(), Lines(given, LineKind.Extra), Lines(given, LineKind.HandwrittenNote),
            given.CountBy(g => g.Answer.Ordinal ?? 0).OrderBy(o => o.Key).ToDictionary(o => o.Key, o => o.Value), [.. months], ranOut,
            [.. given.Where((_, i) => i % step == 0).Take(MostExamples).Select(g => new PreviewExample(g.Answer.OrderName, g.Answer.OrderedAt, g.Answer.Ordinal ?? 0, g.Answer.Why, [.. g.Lines.Select(Describe)]))])
        {
            MatchedOrders = given.Select(g => g.Answer.OrderId).ToHashSet(),
        };
    }

    private static int Lines(IEnumerable<(GestureDecided Answer, IReadOnlyList<GestureLine> Lines, Money? Cost)> given, string kind) => given.Sum(g => g.Lines.Count(l => l.Kind == kind));

    private static string Describe(GestureLine line) =>
        line.Kind == LineKind.HandwrittenNote ? $"note: {line.Text}" : line.Kind == LineKind.GreetingCard ? $"card: {line.Text}" : $"{line.Quantity} × {line.Title ?? line.Kind}{(line.Sku is null ? "" : $" ({line.Sku})")}";

    private static OrderSeen Seen(ShopOrder order) => new()
    {
        Shop = "", OrderId = order.Id, OrderName = order.Name, CustomerId = order.CustomerId, CustomerFirstName = order.CustomerFirstName, CreatedAt = order.CreatedAt,
        UpdatedAt = order.CancelledAt ?? order.CreatedAt, CancelledAt = order.CancelledAt, FinancialStatus = order.FinancialStatus, Test = order.Test,
        RefundedAt = order.FinancialStatus == "refunded" ? order.CancelledAt : null, Items = [.. order.Lines.Select(l => new OrderItem(l.Title, l.Vendor))],
        RequiresShipping = order.Lines.Count == 0 || order.Lines.Any(l => l.RequiresShipping), Total = Money.Of(order.Total, order.Currency),
        Delivery = new Delivery { Id = Guid.Empty, Topic = "", ReceivedAt = order.CreatedAt, Receiver = "" },
    };

    private IConfiguration Tried(Type rule, IReadOnlyList<string> changed)
    {
        var instead = changed.Select(c => c.Split('=', 2)).Select(c => KeyValuePair.Create($"Delight:Rules:{rule.Name}:{c[0]}", (string?)c[^1]));
        return new ConfigurationBuilder().AddConfiguration(configuration).Add(new MemoryConfigurationSource { InitialData = instead }).Build();
    }

    private static ServiceProvider Services(Type rule, IConfiguration tried)
    {
        var services = new ServiceCollection();
        services.AddSingleton(tried);
        foreach (var settings in RulesModule.SettingsOf(rule))
        {
            Platform.Settings.SettingsForm.AddFormCheck(services, settings, $"Delight:Rules:{rule.Name}");
        }

        services.AddRules([rule]);
        return services.BuildServiceProvider();
    }

    private ShopGivingSettings? Giving()
    {
        var shops = (configuration.GetSection(GivingSettings.Section).Get<GivingSettings>() ?? new GivingSettings()).Shops;
        return shop is null ? shops.FirstOrDefault() : shops.FirstOrDefault(s => Is(s.Shop));
    }

    private IEnumerable<IConfigurationSection> Shops() => configuration.GetSection("Delight:Shops").GetChildren();

    private bool Is(string? other) => string.Equals(other?.Trim(), shop, StringComparison.OrdinalIgnoreCase);

    private TimeZoneInfo Zone()
    {
        var domain = shop ?? Giving()?.Shop;
        var name = (domain is null ? Shops().FirstOrDefault() : Shops().FirstOrDefault(s => string.Equals(s["Domain"]?.Trim(), domain, StringComparison.OrdinalIgnoreCase)))?["TimeZone"];
        return name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
    }
}
