using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Pausing;
using Delight.Platform.Merging;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Parcels;

/// <summary>What an answer changed.</summary>
/// <param name="Parcel">Its own parcel; nothing when it stands as before.</param>
/// <param name="Others">Those of the same customer that were chosen for again.</param>
internal sealed record Entered(FulfilmentChanged? Parcel, IReadOnlyList<FulfilmentChanged> Others)
{
    public static Entered Nothing { get; } = new(null, []);
}

/// <summary>Enters the rules' answers, many to a transaction.</summary>
internal sealed class ParcelBook : IAsyncDisposable
{
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly GiftChooser _gifts;
    private readonly Coalescer<GestureDecided, Entered> _entries;

    public ParcelBook(IStore store, GiftChooser gifts, TimeProvider time)
    {
        _store = store;
        _gifts = gifts;
        _time = time;
        _entries = new Coalescer<GestureDecided, Entered>(
            (decisions, cancellationToken) => _store.WriteAsync(session => EnterAsync(session, decisions), cancellationToken));
    }

    /// <summary>Somebody in this process is told, by a bus that forgets with it: what was told stays owed until it is worked off, see <see cref="Packing.UntoldParcels"/>.</summary>
    public bool TellsAgain { get; init; }

    /// <summary>Returns, when all is durable, how the parcels now stand that the answer changed.</summary>
    public Task<Entered> EnterAsync(GestureDecided decision, CancellationToken cancellationToken) => _entries.AddAsync(decision, cancellationToken);

    /// <summary>How the parcel stands; nothing when there never was anything in it.</summary>
    public Task<FulfilmentChanged?> CurrentAsync(string shop, long orderId, CancellationToken cancellationToken) => _store.WriteAsync(async session =>
    {
        var parcels = await ParcelTable.HoldAsync(session, [new OrderKey(shop, orderId)], []);
        return parcels.Values.FirstOrDefault() is { Row.Version: > 0 } parcel ? parcel.ToMessage() : null;
    }, cancellationToken);

    /// <summary>What was emptied because this parcel left with the same gift.</summary>
    public Task<IReadOnlyList<FulfilmentChanged>> EmptiedByAsync(FulfilmentChanged packed, CancellationToken cancellationToken) =>
        _store.ReadAsync(session => GivingWay.EmptiedAsync(session, packed), cancellationToken);

    /// <summary>The world has been told of them; whoever dies before is told for, see <see cref="Packing.UntoldParcels"/>.</summary>
    public Task ToldAsync(IReadOnlyCollection<FulfilmentChanged> others, CancellationToken cancellationToken) => others.Count == 0 || TellsAgain ? Task.CompletedTask : _store.WriteAsync(
        session => ParcelTable.ToldAsync(session, others), cancellationToken);

    public ValueTask DisposeAsync() => _entries.DisposeAsync();

    private async Task<IReadOnlyList<Entered>> EnterAsync(ISession session, IReadOnlyList<GestureDecided> received)
    {
        var wanted = await ForgottenAnswers.OfShopsAsync(session, received);
        var paused = await PausedRules.ReadAsync(session, wanted.Select(d => d.Shop));
        var kept = await session.KeptCustomersAsync(wanted.Select(d => (d.Shop, d.CustomerId)));
        GestureDecided OfKept(GestureDecided answer) => answer with { CustomerId = kept.Of(answer.Shop, answer.CustomerId) };
        GestureDecided[] waiting = [.. wanted.Where(paused.Waits)], others = [.. wanted.Where(d => !paused.Waits(d))];
        var inHand = await ParcelsInHand.HoldAsync(session, others.Select(KeyOf), wanted.Select(d => (d.Shop, kept.Of(d.Shop, d.CustomerId))));
        bool IsHeld(GestureDecided answer) => inHand.Find(KeyOf(answer)) is { } parcel && parcel.Holds(answer);
        GestureDecided[] held = [.. others.Where(IsHeld)], entered = [.. others.Where(d => !IsHeld(d))];
        await PausedRules.KeepAsync(session, await ForgottenAnswers.OfCustomersAsync(session, [.. waiting.Concat(held.Select(paused.Passed)).Select(OfKept)]));
        var decisions = await ForgottenAnswers.OfCustomersAsync(session, [.. entered.Select(paused.Passed).Select(OfKept)]);
        var given = await GivenBeforeAsync(session, decisions);
        var story = waiting.Select(TellWaits).Concat(held.Select(TellHeld)).ToList();
        var toChoose = new List<(GestureDecided Decision, Parcel Parcel)>();
        foreach (var decision in decisions)
        {
            var parcel = inHand.Get(KeyOf(decision));
            if (parcel.Apply(decision, OtherOrder(given, decision), _gifts.Chooses(decision.Shop)) is { } became)
            {
                inHand.Touch(parcel);
                if (became.Length > 0)
                {
                    story.Add(Tell(decision, became));
                }
                else
                {
                    toChoose.Add((decision, parcel));
                }
            }
        }

        var versions = toChoose.GroupBy(c => (c.Parcel, c.Decision.Rule)).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Decision.Version).Decision.RuleVersion);
        var chosen = await _gifts.ChooseAsync(session, inHand, versions);
        story.AddRange(toChoose.Select(c => Tell(c.Decision, chosen.GetValueOrDefault((c.Parcel, c.Decision.Rule), "Nothing is queued."))));
        story.AddRange(chosen.Where(c => !versions.ContainsKey(c.Key) && inHand.IsChanged(c.Key.Parcel)).Select(c => TellAgain(c.Key.Parcel, c.Key.Rule, c.Value)));
        await GivingWay.MakeAsync(session, inHand, story, _time.GetUtcNow());
        var reworded = await FreshWords.WriteAsync(session, inHand);
        await inHand.SaveAsync(session, _time.GetUtcNow());
        await ParcelTable.SaveAsync(session, [.. from d in decisions.Select(d => (Parcel: inHand.Get(KeyOf(d)), d.Rule)).Distinct()
                                                 where inHand.IsTouched(d.Parcel)
                                                 select d.Parcel.Decisions.First(x => x.Rule == d.Rule)]);
        await session.SettleAsync([.. decisions.Concat(waiting).Select(d => new WorkItem
        {
            Shop = d.Shop, SubjectId = d.OrderId, Worker = Queues.OfRule(d.Rule), Version = d.Version, Cause = "",
        })]);
        await session.TellAsync(story);
        var changes = Changes(decisions, inHand, chosen.Keys.Select(c => c.Parcel).Concat(reworded).Distinct());
        await ParcelTable.ToBeToldAsync(session, [.. changes.SelectMany(c => TellsAgain && c.Parcel is { } own ? c.Others.Append(own) : c.Others).Select(o => new OrderKey(o.Shop, o.OrderId)).Distinct()]);
        var next = 0;
        return [.. received.Select(r => next < entered.Length && ReferenceEquals(entered[next], r) ? changes[next++] : Entered.Nothing)];
    }

    /// <summary>The last answer for a parcel of this batch publishes how it stands, and the customer's other parcels that were chosen for again.</summary>
    private static Entered[] Changes(IReadOnlyList<GestureDecided> decisions, ParcelsInHand inHand, IEnumerable<Parcel> chosen)
    {
        var changes = new Entered[decisions.Count];
        var decided = decisions.Select(d => inHand.Get(KeyOf(d))).ToHashSet();
        var others = chosen.Where(p => !decided.Contains(p) && inHand.IsWorthTelling(p)).ToLookup(p => (p.Row.Shop, p.Row.CustomerId));
        var told = new HashSet<Parcel>();
        for (var i = decisions.Count - 1; i >= 0; i--)
        {
            var parcel = inHand.Get(KeyOf(decisions[i]));
            var customers = new[] { parcel.Row.CustomerId, inHand.CustomerBefore(parcel) }.OfType<long>().Distinct();
            changes[i] = new Entered(
                inHand.IsWorthTelling(parcel) && told.Add(parcel) ? parcel.ToMessage() : null,
                [.. customers.SelectMany(c => others[(parcel.Row.Shop, c)]).Where(told.Add).Select(o => o.ToMessage())]);
        }

        return changes;
    }

    private static async Task<ILookup<GivenKey, long>> GivenBeforeAsync(ISession session, IReadOnlyList<GestureDecided> decisions)
    {
        var keys = decisions.Where(d => d is { Gives: true, CustomerId: not null, Ordinal: not null })
            .Select(d => new GivenKey { Shop = d.Shop, CustomerId = d.CustomerId!.Value, Rule = d.Rule, Ordinal = d.Ordinal!.Value }).Distinct().ToArray();
        var rows = await session.EachAsync<GivenKey, GivenRow>(
            "select * from given where shop = @Shop and customer_id = @CustomerId and rule = @Rule and ordinal = @Ordinal", keys);
        return rows.ToLookup(r => new GivenKey { Shop = r.Shop, CustomerId = r.CustomerId, Rule = r.Rule, Ordinal = r.Ordinal }, r => r.OrderId);
    }

    private static long? OtherOrder(ILookup<GivenKey, long> given, GestureDecided d) => d is { CustomerId: { } customer, Ordinal: { } ordinal }
        && given[new GivenKey { Shop = d.Shop, CustomerId = customer, Rule = d.Rule, Ordinal = ordinal }].FirstOrDefault(d.OrderId) is var order
        && order != d.OrderId ? order : null;

    private StoryLine Tell(GestureDecided decision, string became) => new()
    {
        Shop = decision.Shop,
        SubjectId = decision.OrderId,
        Key = $"3 decided/{decision.Rule}/{decision.Version:D9}",
        At = _time.GetUtcNow(),
        Step = decision.Rule,
        Text = $"{decision.Rule}, on standing {decision.Version}, {(decision.Gives ? "gives" : "passes")}: {decision.Why}. {became}",
    };

    private StoryLine TellWaits(GestureDecided decision) => new()
    {
        Shop = decision.Shop,
        SubjectId = decision.OrderId,
        Key = $"3 decided/{decision.Rule}/{decision.Version:D9}/waits",
        At = _time.GetUtcNow(),
        Step = decision.Rule,
        Text = $"{decision.Rule} is paused: what it says of standing {decision.Version} waits until the rule goes on.",
    };

    private StoryLine TellHeld(GestureDecided decision) => new()
    {
        Shop = decision.Shop,
        SubjectId = decision.OrderId,
        Key = $"3 decided/{decision.Rule}/{decision.Version:D9}/held",
        At = _time.GetUtcNow(),
        Step = decision.Rule,
        Text = $"The parcel was finished just now: what {decision.Rule} says of standing {decision.Version} waits until that can no longer be taken back.",
    };

    private StoryLine TellAgain(Parcel parcel, string rule, string became) => new()
    {
        Shop = parcel.Row.Shop,
        SubjectId = parcel.Row.OrderId,
        Key = $"3 decided/{rule}/again/{parcel.Row.Version:D9}",
        At = _time.GetUtcNow(),
        Step = rule,
        Text = $"What else the customer gets changed, and what {rule} gives is chosen again. {became}",
    };

    private static OrderKey KeyOf(GestureDecided decision) => new(decision.Shop, decision.OrderId);

    private sealed record GivenKey
    {
        public string Shop { get; init; } = "";
        public long CustomerId { get; init; }
        public string Rule { get; init; } = "";
        public long Ordinal { get; init; }
    }

    private sealed record GivenRow
    {
        public string Shop { get; init; } = "";
        public long CustomerId { get; init; }
        public string Rule { get; init; } = "";
        public long Ordinal { get; init; }
        public long OrderId { get; init; }
    }
}
