using Delight.Platform.Story;
using Delight.Shopify.Door;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.WriteBack;

/// <summary>Brings one order of a shop to where it is to be, and notes how far it came.</summary>
internal sealed class OrderWriter(
    IShopAdmin admin, WrittenTable table, OrderNoting noting, OrderEditing editing, OrderHolding holding,
    IOptionsMonitor<ShopifySettings> settings, TimeProvider time, ILogger<OrderWriter> log)
{
    /// <summary>After who came to no end, the order is looked at again when nothing that was sent can still be on its way.</summary>
    private static readonly TimeSpan LostFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWhileHeld = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilSomebodySees = TimeSpan.FromMinutes(30);

    public async Task WriteAsync(WrittenOrder claimed, CancellationToken cancellationToken)
    {
        if (settings.CurrentValue.Of(claimed.Shop) is not { } shop)
        {
            await table.LetGoAsync(claimed, time.GetUtcNow() + UntilSomebodySees, [], [], cancellationToken);
            return;
        }

        using var talk = new ShopTalk(admin, claimed.Shop, time, cancellationToken);
        var parts = new List<(string Name, Outcome Outcome)>();
        var order = claimed;
        async Task DoAsync(string name, Func<WrittenOrder, Task<Outcome>> part)
        {
            var outcome = RefusedForNow.Weigh(await part(order), time.GetUtcNow());
            order = outcome.Order;
            parts.Add((name, outcome));
        }

        var isOver = claimed.HeldUntil <= time.GetUtcNow();
        if (isOver)
        {
            await DoAsync("held", o => holding.HoldOrLetGoAsync(talk, o, shop.Holds, isWritten: false, cancellationToken)); // Before what may hang or break off.
        }

        // What a shop no longer wants written is only taken back.
        var wanted = claimed.Wanted;
        if (shop.Edits || wanted.Count == 0)
        {
            await DoAsync("edited", o => editing.WriteAsync(talk, o, wanted, cancellationToken));
        }

        if (shop.Notes || wanted.Count == 0)
        {
            await DoAsync("noted", o => noting.WriteAsync(talk, o, wanted, TagsOf(shop, wanted), cancellationToken));
        }

        if (!isOver)
        {
            var isWritten = parts.TrueForAll(p => p.Outcome.Failure is null);
            await DoAsync("held", o => holding.HoldOrLetGoAsync(talk, o, shop.Holds, isWritten, cancellationToken));
        }

        await NoteAsync(order, parts, cancellationToken);
    }

    private async Task NoteAsync(WrittenOrder order, IReadOnlyList<(string Name, Outcome Outcome)> parts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var failure = parts.Select(p => p.Outcome.Failure).OfType<Failure>().MinBy(f => f.Kind == FailureKind.Unclear ? 0 : 1);
        var again = parts.Select(p => p.Outcome.Again).Append(failure is null ? null : now + PauseAfter(failure, order)).Min();
        if (parts.Any(p => p is { Name: "edited", Outcome.Failure.Kind: FailureKind.Unclear }))
        {
            // A commit may be on its way, as after somebody who came to no end.
            again = again is null || now + LostFor > again ? now + LostFor : again;
            order = order with { Lost = 1 };
        }
        else if (failure is null && order.Lost == 1)
        {
            again = again is null || now + LostFor < again ? now + LostFor : again;
            order = order with { Lost = 0 };
        }

        if (order.HeldUntil is { } until && (again is null || again > until) && until > now)
        {
            again = until;
        }

        var story = parts.SelectMany(p => TellOf(order, p.Name, p.Outcome, now)).ToArray();
        string[] counts = [.. parts.SelectMany(p => CountsOf(p.Name, p.Outcome))];
        order = failure is not null ? order : order with
        {
            Attempts = 0, Refused = parts.Select(p => p.Outcome.NotWritten).FirstOrDefault(not => not is not null), RefusedSince = parts.Any(p => p.Outcome.MayPass) ? order.RefusedSince : null,
        };
        await table.LetGoAsync(order, again, story, counts, cancellationToken);
        foreach (var (name, outcome) in parts)
        {
            WriteBackTelemetry.Count(WasReleased(name, outcome) ? "released" : name, outcome);
        }

        if (failure is not null)
        {
            Log.NotWrittenYet(log, order.Shop, order.OrderId, failure.Sentence, again!.Value);
        }
    }

    private static TimeSpan PauseAfter(Failure failure, WrittenOrder order)
    {
        if (failure.Kind is FailureKind.Refused or FailureKind.Unusable && order.HeldUntil is null)
        {
            return UntilSomebodySees;
        }

        var pause = ShortestPause * Math.Pow(2, Math.Clamp(order.Attempts - 1, 0, 10));
        var longest = order.HeldUntil is null ? LongestPause : LongestWhileHeld;
        return pause < longest ? pause : longest;
    }

    private static IEnumerable<StoryLine> TellOf(WrittenOrder order, string part, Outcome outcome, DateTimeOffset now)
    {
        StoryLine Line(string kind, string text) => new()
        {
            Shop = order.Shop, SubjectId = order.OrderId, Key = $"5 shop/{order.Version:D9}/{part}/{kind}", At = now, Step = "write-back", Text = text,
        };
        if (outcome.Written is { } written)
        {
            yield return Line(WasReleased(part, outcome) ? "released" : "done", written);
        }

        if (outcome.NotWritten is { } not)
        {
            yield return Line("not", not);
        }

        if (outcome.Failure is { Kind: FailureKind.Refused or FailureKind.Unusable } failure)
        {
            yield return Line("waits", $"The shop's order waits to be written: {failure.Sentence}");
        }
    }

    /// <summary>The part that holds an order back also lets it go.</summary>
    private static bool WasReleased(string part, Outcome outcome) => part == "held" && outcome.Order.HoldOver != HoldState.Held;

    private static IEnumerable<string> CountsOf(string part, Outcome outcome)
    {
        if (outcome.Written is not null)
        {
            yield return $"shopify/{(WasReleased(part, outcome) ? "released" : part)}";
        }

        if (outcome.NotWritten is not null)
        {
            yield return "shopify/refused";
        }
    }

    private static IReadOnlyList<string> TagsOf(ShopifyShopSettings shop, IReadOnlyList<WantedLine> wanted) =>
        [.. shop.TagsInForce.SelectMany(t => t.Contains(ShopifyShopSettings.SkuInTag, StringComparison.Ordinal)
            ? wanted.Select(w => w.Sku).OfType<string>().Distinct().Select(sku => t.Replace(ShopifyShopSettings.SkuInTag, sku, StringComparison.Ordinal)) : [t])];
}
