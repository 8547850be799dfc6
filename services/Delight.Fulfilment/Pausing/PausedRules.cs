using System.Text.Json;
using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Pausing;

/// <summary>What becomes of orders while a rule is paused.</summary>
internal static class PausedOrders
{
    /// <summary>What the rule gives is kept, and entered when it goes on.</summary>
    public const string Wait = "wait";

    /// <summary>What is decided of them meanwhile gives nothing; a later standing may.</summary>
    public const string Pass = "pass";
}

/// <summary>The rules that are paused, within the transaction that enters answers. Whoever pauses or resumes one holds its shop alone.</summary>
internal sealed class PausedRules
{
    /// <summary>In the place of its settings: when it goes on it decides by others, and what passed stays so.</summary>
    private const string Paused = "paused";
    private readonly Dictionary<(string Shop, string Rule), string> _orders;

    private PausedRules(IEnumerable<PausedRule> rows) => _orders = rows.ToDictionary(r => (r.Shop, r.Rule), r => r.Orders);

    public static async Task<PausedRules> ReadAsync(ISession session, IEnumerable<string> shops) => new(
        await session.EachAsync<object, PausedRule>("select * from paused_rules where shop = @Shop", [.. shops.Distinct().Select(s => new { Shop = s })]));

    /// <summary>Whether the answer waits until its rule goes on. What takes a gift away, or reports it as shipped, does not.</summary>
    public bool Waits(GestureDecided answer) => MayWait(answer) && _orders.GetValueOrDefault((answer.Shop, answer.Rule)) == PausedOrders.Wait;

    public static bool MayWait(GestureDecided answer) => answer is { Gives: true, Fulfilled: false };

    /// <summary>An answer of a rule whose orders pass has become such.</summary>
    public GestureDecided Passed(GestureDecided answer) => !answer.Gives || !_orders.ContainsKey((answer.Shop, answer.Rule)) ? answer : answer with
    {
        RuleVersion = Paused, Gives = false, Lines = [], Why = $"the rule is paused, and its orders pass; it would have given: {answer.Why}",
    };

    public static Task KeepAsync(ISession session, IEnumerable<GestureDecided> answers) => session.EachAsync("""
        insert into held_answers (shop, order_id, rule, customer_id, version, waits_for_rule, body, kept) values (@Shop, @OrderId, @Rule, @CustomerId, @Version, @WaitsForRule, @Body, @Kept)
        on conflict (shop, order_id, rule) do update set customer_id = excluded.customer_id, version = excluded.version, waits_for_rule = excluded.waits_for_rule, body = excluded.body, kept = excluded.kept
        where excluded.version >= held_answers.version
        """, [.. answers.Select(HeldAnswer.Of)]);
}

/// <summary>A row of the table <c>paused_rules</c>.</summary>
internal sealed record PausedRule
{
    public string Shop { get; init; } = "";
    public string Rule { get; init; } = "";

    /// <summary>One of <see cref="PausedOrders"/>.</summary>
    public string Orders { get; init; } = "";

    /// <summary>Microseconds since 1970.</summary>
    public long Since { get; init; }
    public string Who { get; init; } = "";
}

/// <summary>A row of the table <c>held_answers</c>.</summary>
internal sealed record HeldAnswer
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string Rule { get; init; } = "";
    public long? CustomerId { get; init; }
    public long Version { get; init; }

    /// <summary>1 for one that is not given back while its rule is paused.</summary>
    public long WaitsForRule { get; init; }

    /// <summary>Of this time that it was kept.</summary>
    public string Kept { get; init; } = "";

    /// <summary>The message, as JSON.</summary>
    public string Body { get; init; } = "";

    public static HeldAnswer Of(GestureDecided answer) => new()
    {
        Shop = answer.Shop, OrderId = answer.OrderId, Rule = answer.Rule, CustomerId = answer.CustomerId, Version = answer.Version,
        WaitsForRule = PausedRules.MayWait(answer) ? 1 : 0, Kept = Guid.NewGuid().ToString("N"), Body = JsonSerializer.Serialize(answer),
    };

    public GestureDecided ToMessage() => JsonSerializer.Deserialize<GestureDecided>(Body)!;
}
